package org.iasql.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.iasql.core.IasqlException;

/**
 * An image in a file, in the form that {@code docker save} writes: an OCI layout, or a compressed file,
 * becomes one in a temporary file.
 */
final class ImageArchive implements AutoCloseable {
  static final String MANIFEST = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final Optional<Path> temporary;

  private ImageArchive(Path path, Optional<Path> temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Opens an archive that has one image for linux/amd64.
   *
   * @throws IasqlException saying what is wrong with it
   */
  static ImageArchive open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IasqlException(
          "There is no image archive '%s'. Make it with 'docker save --output %1$s IMAGE', or name another file."
              .formatted(path));
    }
    try {
      TarContents tar = TarContents.of(path);
      if (tar.names().contains(MANIFEST)) {
        checkDocker(path, tar, parse(tar, MANIFEST));
        return tar.gzipped() ? converted(tar, Map.of()) : new ImageArchive(path, Optional.empty());
      }
      if (tar.names().contains(OciLayout.INDEX)) {
        JsonNode manifest = new OciLayout(path, tar).dockerManifest();
        checkDocker(path, tar, manifest);
        return converted(tar, Map.of(MANIFEST, JSON.writeValueAsBytes(manifest)));
      }
      throw no(path, "it has neither a manifest.json nor an index.json");
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new IasqlException(text(path, "it cannot be read (" + e.getMessage() + ")"), e);
    }
  }

  /** The file in the form that {@code docker save} writes. */
  Path tar() {
    return temporary.orElse(path);
  }

  @Override
  public void close() {
    temporary.ifPresent(file -> {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException("'" + file + "' could not be deleted", e);
      }
    });
  }

  static JsonNode parse(TarContents tar, String name) throws IOException {
    byte[] text = tar.read(name).orElseThrow(() -> no(tar.path(), "it lacks '" + name + "'"));
    return JSON.readTree(text);
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  static IasqlException no(Path path, String why) {
    return new IasqlException(text(path, why));
  }

  private static String text(Path path, String why) {
    return "'%s' is no image archive that can be pushed: %s. Make it with 'docker save', or as an OCI layout in a tar."
        .formatted(path, why);
  }

  private static void checkDocker(Path path, TarContents tar, JsonNode manifest)
      throws IOException {
    if (manifest.size() != 1) {
      throw no(path, "it has %d images instead of one".formatted(manifest.size()));
    }
    JsonNode image = manifest.get(0);
    List<String> files = new ArrayList<>();
    files.add(image.path("Config").asText());
    StreamSupport.stream(image.path("Layers").spliterator(), false)
        .map(JsonNode::asText)
        .forEach(files::add);
    Optional<String> missing =
        files.stream().filter(file -> !tar.names().contains(file)).findFirst();
    if (missing.isPresent()) {
      throw no(path, "it lacks '%s', which its manifest names".formatted(missing.get()));
    }
    JsonNode config = parse(tar, files.get(0));
    String platform =
        config.path("os").asText("linux") + "/" + config.path("architecture").asText("amd64");
    if (!platform.equals("linux/amd64")) {
      throw new IasqlException(
          "The image in '%s' is for %s, and the stack's tasks run on linux/amd64. Build it with 'docker build --platform linux/amd64'."
              .formatted(path, platform));
    }
  }

  private static ImageArchive converted(TarContents tar, Map<String, byte[]> more)
      throws IOException {
    Path copy = Files.createTempFile("iasql-image", ".tar");
    ImageArchive archive = new ImageArchive(tar.path(), Optional.of(copy));
    try {
      tar.copyTo(copy, more);
      return archive;
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }
}
