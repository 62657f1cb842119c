package org.iasql.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.iasql.core.IasqlException;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.BaseImage;
import org.iasql.quickstart.ImageSource;
import org.iasql.quickstart.ImageTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ECR answers to a push that it refuses, from a server that answers nothing else. */
class PushFailureTest {
  private static final ImageTarget TARGET = new ImageTarget(
      "us-east-2", "123456789012.dkr.ecr.us-east-2.amazonaws.com/shop-repository", "v1");

  @TempDir
  private Path files;

  private HttpServer server;
  private int status;
  private String refusal;

  @BeforeEach
  void start(@TempDir Path keys) throws Exception {
    Files.writeString(files.resolve("server"), "x");
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.create(keys).serving()));
    server = https;
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysThatTagsAreImmutable() {
    refuse(
        400,
        "TAG_INVALID",
        "The image tag 'v1' already exists in the 'shop-repository' repository and cannot be overwritten because the tag is immutable.");
    assertSays(
        "Repository 'shop-repository' has an image with tag 'v1' already, and its tags are immutable. Choose another tag, or set repository.image_tag_mutability to MUTABLE and apply.");
  }

  @Test
  void saysThatTheRegistryRefusesTheTag() {
    refuse(400, "TAG_INVALID", "tag name not allowed here");
    assertSays("Image '" + TARGET.reference() + "' was refused by registry '" + host() + "': ");
    assertSays("tag name not allowed here");
    assertSays("Check the tag and the repository's settings, and push again.");
  }

  @Test
  void saysThatTheRepositoryIsNotThere() {
    refuse(
        404,
        "NAME_UNKNOWN",
        "The repository with name 'shop-repository' does not exist in the registry with id '123456789012'");
    assertSays("Registry '" + host() + "' has no repository 'shop-repository'.");
  }

  @Test
  void saysWhatThePolicyLacks() {
    refuse(403, "DENIED", "User: arn:aws:iam::123456789012:user/dev is not authorized");
    assertSays("does not allow these credentials to push to 'shop-repository' (HTTP 403)");
    assertSays("ecr:PutImage");
  }

  private void refuse(int code, String error, String message) {
    status = code;
    refusal = "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(error, message);
  }

  private void assertSays(String text) {
    SimulatedAws account =
        SimulatedAws.create().registry(URI.create("https://" + host()), "AWS", "the-secret");
    ImageSource source = new ImageSource(
        ImageSource.Kind.DIRECTORY,
        files,
        Optional.of(new BaseImage.Scratch()),
        List.of("/server"),
        Optional.empty(),
        8088);
    assertThatThrownBy(() -> AwsDeployment.of(account).push(source, TARGET))
        .isInstanceOf(IasqlException.class)
        .hasMessageContaining(text)
        .hasMessageNotContaining("the-secret");
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has every layer already, and refuses what a manifest is. */
  private void answer(HttpExchange exchange) throws IOException {
    boolean refused = exchange.getRequestURI().getPath().contains("/manifests/");
    byte[] body = Archives.text(refused ? refusal : "{}");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Docker-Content-Digest", last(exchange));
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", "100");
    }
    exchange.sendResponseHeaders(refused ? status : 200, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String last(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
