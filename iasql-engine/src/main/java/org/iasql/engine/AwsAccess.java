package org.iasql.engine;

import java.net.URI;
import java.util.Optional;
import org.iasql.core.IasqlException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How to reach an AWS account: region, credentials and endpoint, each with the default of AWS's own
 * tools. Credentials stay in the engine's process.
 */
public final class AwsAccess {
  private Optional<String> region = Optional.empty();
  private Optional<String> profile = Optional.empty();
  private Optional<URI> endpoint = Optional.empty();
  private Optional<AwsCredentialsProvider> credentials = Optional.empty();

  AwsAccess() {}

  /** The default region, such as {@code us-east-2}; by default the one of AWS's own tools. */
  public AwsAccess region(String region) {
    this.region = Optional.of(region);
    return this;
  }

  /** A profile of AWS's configuration files. */
  public AwsAccess profile(String profile) {
    this.profile = Optional.of(profile);
    return this;
  }

  /** An access key pair. */
  public AwsAccess credentials(String accessKeyId, String secretAccessKey) {
    return credentials(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
  }

  /** A temporary access key pair with its session token. */
  public AwsAccess credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    return credentials(StaticCredentialsProvider.create(
        AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken)));
  }

  /** Credentials from the SDK's own provider. */
  public AwsAccess credentials(AwsCredentialsProvider provider) {
    this.credentials = Optional.of(provider);
    return this;
  }

  /**
   * One address for all services, such as an emulator's. If it does not know public repositories, as
   * some emulators do not, then the account has none, and creating one fails.
   */
  public AwsAccess endpoint(URI endpoint) {
    this.endpoint = Optional.of(endpoint);
    return this;
  }

  AwsClients connect() {
    profile.ifPresent(AwsAccess::requireProfile);
    AwsCredentialsProvider provider = credentials.orElseGet(() -> profile
        .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
        .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    return new SdkClients(region.orElseGet(this::defaultRegion), provider, endpoint);
  }

  private static void requireProfile(String name) {
    if (ProfileFile.defaultProfileFile().profile(name).isEmpty()) {
      throw new IasqlException(
          "AWS profile '%s' does not exist in %s. Choose one that is there, or create it with 'aws configure --profile %s'."
              .formatted(
                  name,
                  ProfileFileSystemSetting.AWS_CONFIG_FILE.getStringValue().orElse("~/.aws/config"),
                  name));
    }
  }

  private String defaultRegion() {
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    profile.ifPresent(chain::profileName);
    try {
      Region found = chain.build().getRegion();
      return found.id();
    } catch (SdkClientException e) {
      throw new IasqlException(
          "No AWS region is set. Name one: region(\"us-east-2\"), --region us-east-2, or the environment variable AWS_REGION.",
          e);
    }
  }
}
