package org.iasql.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.PushedImage;
import org.iasql.quickstart.QuickstartStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Images that a real registry takes, and gives back over its own API. */
@NeedsRegistry
@IasqlTest(leaks = Leaks.IGNORE)
class ImagePushTest {
  private static LocalRegistry registry;

  @TempDir
  private Path directory;

  private Iasql iasql;
  private SimulatedAws account;
  private AwsDeployment aws;
  private QuickstartStack stack;
  private String repository;

  @BeforeAll
  static void startRegistry(@TempDir Path home) throws Exception {
    registry = LocalRegistry.start(home);
  }

  @AfterAll
  static void stopRegistry() {
    registry.close();
  }

  /** The registry outlives a test, so each has a repository of its own. */
  @BeforeEach
  void bringUp(Iasql client, SimulatedAws simulated) {
    iasql = client;
    account = simulated.registry(registry.endpoint(), LocalRegistry.USER, LocalRegistry.PASSWORD);
    aws = AwsDeployment.of(account);
    String name = "s" + Long.toHexString(System.nanoTime()).substring(0, 10);
    stack = QuickstartStack.builder().name(name).build();
    repository = name + "-repository";
    stack.up(iasql);
  }

  @Test
  void pushesTheFilesOfADirectory() throws Exception {
    Path files = files("hello");
    PushedImage pushed = stack
        .image()
        .fromDirectory(files)
        .scratch()
        .entrypoint("/bin/server", "--now")
        .push(iasql, aws);
    assertThat(pushed.reference()).endsWith("amazonaws.com/" + repository + ":latest");
    assertThat(pushed.changes()).isEmpty();
    assertThat(registry.tags(repository)).extracting(JsonNode::asText).containsExactly("latest");
    JsonNode manifest = registry.manifest(repository, "latest");
    assertThat(manifest.path("digest").asText()).isEqualTo(pushed.digest());
    JsonNode config = registry.config(repository, "latest").path("config");
    assertThat(config.path("Entrypoint"))
        .extracting(JsonNode::asText)
        .containsExactly("/bin/server", "--now");
    assertThat(config.path("ExposedPorts").has("8088/tcp")).isTrue();
    assertThat(modes(manifest, 0))
        .containsEntry("bin/server", 0755)
        .containsEntry("etc/config", 0640)
        .hasSize(4);
  }

  @Test
  void givesEqualFilesEqualDigestsAndChangedOnesANewOneUnderTheSameTag() throws Exception {
    PushedImage first = pushed(files("one"));
    assertThat(pushed(files("one")).digest()).isEqualTo(first.digest());
    PushedImage second = pushed(files("two"));
    assertThat(second.digest()).isNotEqualTo(first.digest());
    assertThat(registry.manifest(repository, "latest").path("digest").asText())
        .isEqualTo(second.digest());
    assertThat(registry.manifest(repository, first.digest()).path("digest").asText())
        .isEqualTo(first.digest());
    assertThat(registry.tags(repository)).hasSize(1);
  }

  @Test
  void pushesAJarOverABaseFromAFile() throws Exception {
    Path jar = jar("lib/a.jar");
    Files.createDirectories(directory.resolve("lib"));
    Files.writeString(directory.resolve("lib/a.jar"), "a library");
    stack
        .image()
        .fromJar(jar)
        .baseImage(Archives.docker(directory.resolve("base.tar"), "amd64"))
        .workingDirectory("/app")
        .push(iasql, aws);
    JsonNode config = registry.config(repository, "latest").path("config");
    assertThat(config.path("Entrypoint"))
        .extracting(JsonNode::asText)
        .containsExactly("java", "-jar", "/app/app.jar");
    assertThat(config.path("Env")).extracting(JsonNode::asText).containsExactly("PATH=/bin");
    assertThat(config.path("Cmd").isEmpty()).isTrue();
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/app");
    JsonNode manifest = registry.manifest(repository, "latest");
    assertThat(manifest.path("layers")).hasSize(3);
    assertThat(modes(manifest, 0)).containsOnlyKeys("base");
    assertThat(modes(manifest, 1)).containsKey("app/lib/a.jar");
    assertThat(modes(manifest, 2)).containsKey("app/app.jar");
  }

  @Test
  void laysFilesOverABaseInTheSameRegistry() throws Exception {
    Path base = Archives.docker(directory.resolve("base.tar"), "amd64");
    PushedImage pushed = stack.image().fromArchive(base).tag("base").push(iasql, aws);
    assertThat(stack
            .image()
            .fromDirectory(files("x"))
            .baseImage(pushed.reference())
            .push(iasql, aws)
            .digest())
        .isNotEqualTo(pushed.digest());
    JsonNode config = registry.config(repository, "latest").path("config");
    assertThat(config.path("Entrypoint")).extracting(JsonNode::asText).containsExactly("/base");
    assertThat(registry.manifest(repository, "latest").path("layers")).hasSize(2);
  }

  @Test
  void pushesArchivesOfEachForm() throws Exception {
    Path docker = Archives.docker(directory.resolve("docker.tar"), "amd64");
    Path zipped = Archives.zipped(docker, directory.resolve("docker.tar.gz"));
    Path oci = Archives.oci(directory.resolve("oci.tar"), "arm64", "amd64");
    String digest = stack.image().fromArchive(docker).push(iasql, aws).digest();
    assertThat(stack.image().fromArchive(zipped).push(iasql, aws).digest()).isEqualTo(digest);
    stack.image().fromArchive(oci).push(iasql, aws);
    JsonNode config = registry.config(repository, "latest");
    assertThat(config.path("architecture").asText()).isEqualTo("amd64");
    assertThat(config.path("config").path("Entrypoint"))
        .extracting(JsonNode::asText)
        .containsExactly("/base");
    assertThat(config.path("config").path("Cmd"))
        .extracting(JsonNode::asText)
        .containsExactly("serve");
    assertThat(modes(registry.manifest(repository, "latest"), 0)).containsOnlyKeys("base");
  }

  @Test
  void rollsTheServiceThatRunsTheTag() throws Exception {
    account.calls().clear();
    PushedImage deployed = stack
        .image()
        .fromDirectory(files("v1"))
        .scratch()
        .entrypoint("/bin/server")
        .deploy(iasql, aws);
    assertThat(deployed.changes())
        .extracting(Change::toString)
        .singleElement()
        .asString()
        .startsWith("update service");
    assertThat(account.calls().of("UpdateService"))
        .singleElement()
        .satisfies(call -> assertThat(((UpdateServiceRequest) call.request()).forceNewDeployment())
            .isTrue());
    assertThat(iasql.planApply()).isEmpty();
    PushedImage other = stack
        .image()
        .fromDirectory(files("v2"))
        .scratch()
        .entrypoint("/bin/server")
        .tag("v2")
        .deploy(iasql, aws);
    assertThat(other.changes()).isEmpty();
    assertThat(registry.tags(repository))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("latest", "v2");
  }

  @Test
  void saysThatTheCredentialsAreRefusedAndNotWhatTheyAre() throws Exception {
    String secret = "not-the-secret-of-the-test";
    account.registry(registry.endpoint(), LocalRegistry.USER, secret);
    Path files = files("x");
    assertThatThrownBy(() -> pushed(files))
        .isInstanceOf(IasqlException.class)
        .hasMessage(
            "Registry '%s' refuses the credentials of 'AWS' (HTTP 401). Check which AWS account and region they are of; a token of ECR lasts twelve hours.",
            registry.host())
        .satisfies(error -> {
          for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(secret);
          }
        });
  }

  @Test
  void namesTheBaseImageThatIsNotThere() throws Exception {
    Path files = files("x");
    String base = registry.host() + "/base:1";
    assertThatThrownBy(() -> stack.image().fromDirectory(files).baseImage(base).push(iasql, aws))
        .isInstanceOf(IasqlException.class)
        .hasMessageStartingWith("Base image '" + base + "' was not found: ")
        .hasMessageContaining("baseImage(Path)");
    assertThatThrownBy(() -> stack
            .image()
            .fromDirectory(files)
            .baseImage("registry.invalid/base:1")
            .push(iasql, aws))
        .isInstanceOf(IasqlException.class)
        .hasMessageStartingWith(
            "Base image 'registry.invalid/base:1' could not be pulled: registry 'registry.invalid' does not answer");
  }

  @Test
  void saysThatTheRegistryDoesNotAnswer() throws Exception {
    account.registry(URI.create("https://127.0.0.1:1"), "AWS", "secret");
    Path files = files("x");
    assertThatThrownBy(() -> pushed(files))
        .isInstanceOf(IasqlException.class)
        .hasMessageContaining("could not be pushed: registry '127.0.0.1:1' does not answer");
  }

  private PushedImage pushed(Path files) {
    return stack
        .image()
        .fromDirectory(files)
        .scratch()
        .entrypoint("/bin/server")
        .push(iasql, aws);
  }

  private Path files(String content) throws IOException {
    Path root = Files.createDirectories(directory.resolve("image"));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("etc"));
    Path server = Files.writeString(root.resolve("bin/server"), content);
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path config = Files.writeString(root.resolve("etc/config"), "port=8088");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
    return root;
  }

  private Path jar(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "shop.Main");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = directory.resolve("shop.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  /** The files of a layer with their permissions. */
  private Map<String, Integer> modes(JsonNode manifest, int layer) throws Exception {
    byte[] blob = registry.blob(
        repository, manifest.path("layers").get(layer).path("digest").asText());
    Map<String, Integer> modes = new TreeMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(blob)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        modes.put(entry.getName().replaceFirst("/$", ""), entry.getMode() & 0777);
      }
    }
    return modes;
  }
}
