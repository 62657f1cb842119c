package org.iasql.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.engine.AwsAccess;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.IasqlEngineBuilder;
import org.iasql.engine.cloud.Account;
import org.iasql.local.LocalIasql;
import org.iasql.local.LocalIasqlBuilder;
import org.iasql.local.aws.SimulatedAws;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which database and which AWS account a command works on. */
final class Target {
  @Option(
      names = "--url",
      paramLabel = "JDBC-URL",
      description =
          "A PostgreSQL, such as jdbc:postgresql://localhost/infra. Without it: one that is"
              + " part of this program.")
  private @Nullable String url;

  @Option(names = "--user", description = "The role to log in as; by default PGUSER.")
  private @Nullable String user = System.getenv("PGUSER");

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the password; by default PGPASSWORD is used.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Keeps the built-in PostgreSQL's data; by default they are temporary.")
  private @Nullable Path data;

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
  boolean isRealAccount() {
    return !isSimulated()
        && (endpoint == null
            || !Optional.ofNullable(endpoint.getHost())
                .orElse("")
                .matches("localhost|127\\..*|\\[?::1\\]?"));
  }

  /** Whether rows outlive this program. */
  boolean remembers() {
    return url != null || data != null;
  }

  boolean hasOwnDatabase() {
    return url == null;
  }

  String describe() {
    String database = url == null ? "its own PostgreSQL" : url.replaceFirst("\\?.*", "");
    String account = isSimulated()
        ? "a simulated AWS account"
        : endpoint == null ? "AWS" : "the AWS emulator at " + endpoint;
    return database + " and " + account;
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

  /** A client, and what has to be stopped after it. */
  record Running(Iasql client, Optional<LocalIasql> local, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** Asks AWS who the credentials are. */
  Account.CallerIdentity account() {
    return IasqlEngine.builder().aws(access()).account();
  }

  /** Starts the engine, and the database if it is this program's own. */
  Running start() {
    if (url == null) {
      LocalIasqlBuilder builder = LocalIasql.builder();
      if (data != null) {
        builder.dataDirectory(data);
      }
      if (!isSimulated()) {
        builder.aws(access());
      }
      LocalIasql local = builder.start();
      return new Running(local.client(), Optional.of(local), local::close);
    }
    IasqlEngine engine = engine();
    try {
      Iasql client = client();
      return new Running(client, Optional.empty(), () -> {
        client.close();
        engine.close();
      });
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Starts an engine for the database of {@code --url}. */
  IasqlEngine engine() {
    IasqlEngineBuilder builder = IasqlEngine.builder()
        .url(Optional.ofNullable(url)
            .orElseThrow(() -> new IasqlException(
                "The engine needs a database: --url jdbc:postgresql://host:port/database.")));
    if (user != null) {
      builder.user(user);
    }
    password().ifPresent(builder::password);
    return (isSimulated() ? builder.aws(SimulatedAws.create()) : builder.aws(access())).start();
  }

  private Iasql client() {
    var builder = Iasql.builder().url(Optional.ofNullable(url).orElseThrow());
    if (user != null) {
      builder.user(user);
    }
    password().ifPresent(builder::password);
    return builder.build();
  }

  private Consumer<AwsAccess> access() {
    return aws -> {
      Optional.ofNullable(region).ifPresent(aws::region);
      Optional.ofNullable(profile).ifPresent(aws::profile);
      Optional.ofNullable(endpoint).ifPresent(aws::endpoint);
    };
  }

  private Optional<String> password() {
    if (passwordFile == null) {
      return Optional.ofNullable(System.getenv("PGPASSWORD"));
    }
    try {
      return Files.readAllLines(passwordFile).stream().findFirst();
    } catch (IOException e) {
      throw new IasqlException(
          "Password file '%s' cannot be read: %s. Name a file whose first line is the password."
              .formatted(passwordFile, e),
          e);
    }
  }
}
