package org.iasql.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.iasql.core.IasqlException;
import org.iasql.quickstart.BaseImage;
import org.iasql.quickstart.ImageSource;
import org.iasql.quickstart.ImageSource.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedImageTest {
  @TempDir
  private Path directory;

  @Test
  void refusesADirectoryThatIsNotThereOrHasNoFiles() throws IOException {
    assertRefused(
        Kind.DIRECTORY, "none", " is no directory: it does not exist. Name one whose files");
    Files.createDirectories(directory.resolve("empty/etc"));
    assertRefused(
        Kind.DIRECTORY, "empty", " has no files, so the image would be empty. Build them first");
    Files.writeString(directory.resolve("file"), "x");
    assertRefused(Kind.DIRECTORY, "file", " is no directory, but a file.");
  }

  @Test
  void refusesLinksThatLeadNowhereOrInACircle() throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.writeString(files.resolve("server"), "x");
    Path link = Files.createSymbolicLink(files.resolve("link"), Path.of("nothing"));
    assertRefused(Kind.DIRECTORY, "files", "link' cannot be put into the image: it is a link");
    Files.delete(link);
    Files.createSymbolicLink(files.resolve("circle"), files);
    assertRefused(Kind.DIRECTORY, "files", "Remove links that lead in a circle");
  }

  @Test
  void refusesJarsThatCannotRun() throws IOException {
    assertRefused(Kind.JAR, "none.jar", "There is no jar '");
    Files.writeString(directory.resolve("text.jar"), "no jar");
    assertRefused(Kind.JAR, "text.jar", "' is no jar: ");
    jar("library.jar", Map.of());
    assertRefused(Kind.JAR, "library.jar", "' cannot be run: its manifest names no Main-Class.");
    jar(
        "thin.jar",
        Map.of(Attributes.Name.MAIN_CLASS, "shop.Main", Attributes.Name.CLASS_PATH, "lib/a.jar"));
    assertRefused(
        Kind.JAR, "thin.jar", "' needs 'lib/a.jar', which its manifest's Class-Path names");
  }

  @Test
  void refusesArchivesWithoutOneImageForTheStack() throws IOException {
    assertRefused(Kind.ARCHIVE, "none.tar", "There is no image archive '");
    Files.writeString(directory.resolve("text.tar"), "no tar at all");
    assertRefused(Kind.ARCHIVE, "text.tar", "' is no image archive that can be pushed: ");
    Archives.write(directory.resolve("other.tar"), Archives.tar(Map.of("a", Archives.text("a"))));
    assertRefused(
        Kind.ARCHIVE, "other.tar", "it has neither a manifest.json nor an index.json. Make it");
    Archives.write(
        directory.resolve("two.tar"),
        Archives.tar(Map.of("manifest.json", Archives.text("[{},{}]"))));
    assertRefused(Kind.ARCHIVE, "two.tar", "it has 2 images instead of one");
    Archives.write(
        directory.resolve("damaged.tar"),
        Archives.tar(Map.of("manifest.json", Archives.text("[{\"Config\":\"c\"}]"))));
    assertRefused(Kind.ARCHIVE, "damaged.tar", "it lacks 'c', which its manifest names");
    Archives.docker(directory.resolve("arm.tar"), "arm64");
    assertRefused(
        Kind.ARCHIVE, "arm.tar", "is for linux/arm64, and the stack's tasks run on linux/amd64");
    Archives.oci(directory.resolve("oci.tar"), "arm64");
    assertRefused(Kind.ARCHIVE, "oci.tar", "it has 0 images for linux/amd64 instead of one");
  }

  @Test
  void refusesACutArchive() throws IOException {
    Path whole = Archives.oci(directory.resolve("whole.tar"), "amd64");
    byte[] start = Files.readAllBytes(whole);
    Archives.write(directory.resolve("cut.tar"), java.util.Arrays.copyOf(start, 700));
    assertRefused(Kind.ARCHIVE, "cut.tar", "' is no image archive that can be pushed: ");
  }

  @Test
  void leavesNoTemporaryFile() {
    Path oci = Archives.oci(directory.resolve("oci.tar"), "amd64");
    ImageArchive archive = ImageArchive.open(oci);
    assertThat(archive.tar()).exists().isNotEqualTo(oci);
    archive.close();
    assertThat(archive.tar()).doesNotExist();
    assertThat(oci).exists();
  }

  private void jar(String name, Map<Attributes.Name, String> attributes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::put);
    new JarOutputStream(Files.newOutputStream(directory.resolve(name)), manifest).close();
  }

  private void assertRefused(Kind kind, String name, String text) {
    Optional<BaseImage> base =
        kind == Kind.ARCHIVE ? Optional.empty() : Optional.of(new BaseImage.Scratch());
    ImageSource source =
        new ImageSource(kind, directory.resolve(name), base, List.of(), Optional.empty(), 8088);
    assertThatThrownBy(() -> PreparedImage.of(source).close())
        .isInstanceOf(IasqlException.class)
        .hasMessageContaining(text);
  }
}
