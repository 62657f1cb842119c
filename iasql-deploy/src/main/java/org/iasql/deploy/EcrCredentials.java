package org.iasql.deploy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.iasql.core.CloudException;
import org.iasql.engine.cloud.AccountReads;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/** ECR's authorization tokens, which are good for twelve hours. */
final class EcrCredentials implements RegistryCredentials {
  private final AccountReads account;

  EcrCredentials(AccountReads account) {
    this.account = account;
  }

  @Override
  public RegistryLogin login(String region) {
    AuthorizationData data = AwsAnswers.explained(
            "ask ECR for the right to push", () -> account.ecr(region).getAuthorizationToken())
        .authorizationData()
        .stream()
        .findFirst()
        .orElseThrow(EcrCredentials::unreadable);
    String[] parts = decoded(data.authorizationToken()).split(":", 2);
    if (parts.length < 2 || data.proxyEndpoint() == null) {
      throw unreadable();
    }
    return new RegistryLogin(URI.create(data.proxyEndpoint()), parts[0], parts[1]);
  }

  /** Says nothing about what is wrong with the token: that would tell it. */
  private static String decoded(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw unreadable();
    }
  }

  private static CloudException unreadable() {
    return new CloudException(
        "ECR GetAuthorizationToken answered no token that can be read. Check that the endpoint is AWS's, or an emulator's.");
  }
}
