package org.iasql.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.iasql.engine.AwsAccess;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.cloud.Account;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which AWS account a command works on. */
final class AccountOptions {
  @Option(
      names = "--region",
      description = "The AWS region. Without --region, --profile and --endpoint the account is a"
          + " simulated one.")
  private @Nullable String region;

  @Option(names = "--profile", description = "A profile of AWS's configuration files.")
  private @Nullable String profile;

  @Option(
      names = "--endpoint",
      converter = EndpointConverter.class,
      description = "One address for all services: an emulator's, such as http://127.0.0.1:5000.")
  private @Nullable URI endpoint;

  boolean isSimulated() {
    return region == null && profile == null && endpoint == null;
  }

  /** An emulator on this machine holds nothing that anybody has to be asked about. */
  boolean isReal() {
    return !isSimulated()
        && (endpoint == null
            || !Optional.ofNullable(endpoint.getHost())
                .orElse("")
                .matches("localhost|127\\..*|\\[?::1\\]?"));
  }

  String describe() {
    return isSimulated()
        ? "a simulated AWS account"
        : endpoint == null ? "AWS" : "the AWS emulator at " + endpoint;
  }

  /** Asks AWS who the credentials are. */
  Account.CallerIdentity identity() {
    return IasqlEngine.builder().aws(access()).account();
  }

  Consumer<AwsAccess> access() {
    return aws -> {
      Optional.ofNullable(region).ifPresent(aws::region);
      Optional.ofNullable(profile).ifPresent(aws::profile);
      Optional.ofNullable(endpoint).ifPresent(aws::endpoint);
    };
  }

  private static final class EndpointConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      Optional<URI> address =
          Optional.of(text).filter(t -> t.matches("https?://[^ ]+")).map(URI::create);
      return address
          .filter(uri -> uri.getHost() != null)
          .orElseThrow(() -> new TypeConversionException(
              "'%s' is no address of a server: it has the form http://host:port.".formatted(text)));
    }
  }
}
