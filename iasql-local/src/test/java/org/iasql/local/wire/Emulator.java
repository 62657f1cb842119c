package org.iasql.local.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.iasql.engine.AwsAccess;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** The moto server, and the proxy in front of it, that the environment names. */
final class Emulator {
  static final String VARIABLE = "IASQL_TEST_MOTO";
  static final String PROXY_VARIABLE = "IASQL_TEST_PROXY";
  static final String REGION = "us-east-2";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Emulator() {}

  /** Empties the account, and turns the proxy's faults off. */
  static void reset() {
    send(HttpRequest.newBuilder(address(VARIABLE).resolve("/moto-api/reset"))
        .POST(BodyPublishers.noBody())
        .build());
    if (System.getenv(PROXY_VARIABLE) != null) {
      proxy("set?latency=0&fault=0&drop=0&e500=0&match=");
      proxy("reset");
    }
  }

  /** Calls the proxy's own interface, such as {@code set?drop=100&match=CreateCluster}. */
  static String proxy(String control) {
    return send(HttpRequest.newBuilder(address(PROXY_VARIABLE).resolve("/_proxy/" + control))
        .build());
  }

  /** Connects an engine to what a variable names. */
  static void connect(AwsAccess access, String variable) {
    access.region(REGION).credentials("test", "test").endpoint(address(variable));
  }

  /** Connects a client of the test's own. */
  static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .endpointOverride(address(VARIABLE))
        .build();
  }

  private static URI address(String variable) {
    return URI.create(Objects.requireNonNull(System.getenv(variable), variable));
  }

  private static String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
