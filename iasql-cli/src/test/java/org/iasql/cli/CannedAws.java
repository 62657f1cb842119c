package org.iasql.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An endpoint of AWS that has one answer for each operation, and refuses all others. */
final class CannedAws implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers;

  private CannedAws(HttpServer server, Map<String, String> answers) {
    this.server = server;
    this.answers = answers;
  }

  /** Starts a server; the answers are JSON or XML, by the operation's name. */
  static CannedAws start(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CannedAws aws = new CannedAws(server, answers);
    server.createContext("/", aws::answer);
    server.start();
    return aws;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String operation = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
        .map(target -> target.replaceFirst(".*\\.", ""))
        .orElseGet(() -> form.replaceFirst("(?s).*Action=(\\w+).*", "$1"));
    Optional<String> known = Optional.ofNullable(answers.get(operation));
    byte[] body = known
        .orElse("{\"__type\": \"AccessDeniedException\", \"message\": \"not allowed\"}")
        .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known.isPresent() ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
