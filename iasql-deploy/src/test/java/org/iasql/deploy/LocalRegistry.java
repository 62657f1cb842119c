package org.iasql.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's registry on a free port of 127.0.0.1, with TLS, and a password for everything. */
public final class LocalRegistry implements AutoCloseable {
  public static final String BINARY = "IASQL_TEST_REGISTRY";
  public static final String USER = "AWS";
  public static final String PASSWORD = "a-secret-of-the-test";
  private static final String BCRYPT =
      "$2b$04$CldjS27r/TBRfvv4nMCuq.NhoTb55E3RCGA.WQ2y/42.BN0EaXPI.";
  private static final Pattern LISTENS = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final String host;
  private final HttpClient http;

  private LocalRegistry(Process process, String host, HttpClient http) {
    this.process = process;
    this.host = host;
    this.http = http;
  }

  public static LocalRegistry start(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfSigned keys = SelfSigned.create(directory);
    Path users = Files.writeString(directory.resolve("htpasswd"), USER + ":" + BCRYPT + "\n");
    Path config = Files.writeString(directory.resolve("config.yml"), """
        version: 0.1
        log: {level: info, accesslog: {disabled: true}}
        storage: {filesystem: {rootdirectory: %s}}
        http: {addr: "127.0.0.1:0", tls: {certificate: %s, key: %s}}
        auth: {htpasswd: {realm: test, path: %s}}
        """.formatted(
            directory.resolve("storage"), keys.certificate(), keys.key(), users));
    Process process = new ProcessBuilder(System.getenv(BINARY), "serve", config.toString())
        .redirectErrorStream(true)
        .start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String host = address(log);
    Thread reader = new Thread(() -> log.lines().forEach(line -> {}), "registry's log");
    reader.setDaemon(true);
    reader.start();
    return new LocalRegistry(
        process, host, HttpClient.newBuilder().sslContext(keys.trusting()).build());
  }

  private static String address(BufferedReader log) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        return listens.group(1);
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("The registry did not start: " + said);
  }

  public String host() {
    return host;
  }

  public URI endpoint() {
    return URI.create("https://" + host);
  }

  /** The manifest that a tag or a digest has now, with its own digest as {@code digest}. */
  public JsonNode manifest(String repository, String reference)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get(repository + "/manifests/" + reference);
    JsonNode manifest = JSON.readTree(answer.body());
    return ((com.fasterxml.jackson.databind.node.ObjectNode) manifest)
        .put("digest", answer.headers().firstValue("Docker-Content-Digest").orElse(""));
  }

  public JsonNode config(String repository, String reference)
      throws IOException, InterruptedException {
    String digest =
        manifest(repository, reference).path("config").path("digest").asText();
    return JSON.readTree(blob(repository, digest));
  }

  byte[] blob(String repository, String digest) throws IOException, InterruptedException {
    return get(repository + "/blobs/" + digest).body();
  }

  JsonNode tags(String repository) throws IOException, InterruptedException {
    return JSON.readTree(get(repository + "/tags/list").body()).path("tags");
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    String basic = Base64.getEncoder()
        .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(URI.create(endpoint() + "/v2/" + path))
            .header("Authorization", "Basic " + basic)
            .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
