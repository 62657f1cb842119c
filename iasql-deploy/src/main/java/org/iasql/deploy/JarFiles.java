package org.iasql.deploy;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.iasql.core.IasqlException;

/** A runnable jar as layers: what its class path names below it, because that changes less often. */
final class JarFiles {
  private static final AbsoluteUnixPath HOME = AbsoluteUnixPath.get("/app");
  static final List<String> ENTRYPOINT = List.of("java", "-jar", "/app/app.jar");

  private JarFiles() {}

  static List<FileEntriesLayer> layers(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IasqlException(
          "There is no jar '%s'. Build it first, or name another file.".formatted(jar));
    }
    Attributes manifest = manifest(jar);
    if (manifest.getValue(Attributes.Name.MAIN_CLASS) == null) {
      throw new IasqlException(
          "Jar '%s' cannot be run: its manifest names no Main-Class. Build a runnable jar, or name the entrypoint of a directory of jars."
              .formatted(jar));
    }
    List<FileEntriesLayer> layers = new ArrayList<>();
    List<String> libraries = libraries(manifest);
    if (!libraries.isEmpty()) {
      FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("libraries");
      libraries.forEach(library -> layer.addEntry(there(jar, library), HOME.resolve(library)));
      layers.add(layer.build());
    }
    layers.add(FileEntriesLayer.builder()
        .setName("jar")
        .addEntry(jar, HOME.resolve("app.jar"))
        .build());
    return layers;
  }

  private static Attributes manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return Optional.ofNullable(file.getManifest())
          .map(Manifest::getMainAttributes)
          .orElseGet(Attributes::new);
    } catch (IOException e) {
      throw new IasqlException(
          "'%s' is no jar: %s. Name a file that 'java -jar' runs.".formatted(jar, e.getMessage()),
          e);
    }
  }

  private static List<String> libraries(Attributes manifest) {
    return Optional.ofNullable(manifest.getValue(Attributes.Name.CLASS_PATH)).stream()
        .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
        .filter(entry -> !entry.isEmpty() && !entry.equals("."))
        .map(entry -> entry.replaceFirst("^(\\./)+", ""))
        .distinct()
        .toList();
  }

  private static Path there(Path jar, String library) {
    Path file = jar.toAbsolutePath().resolveSibling(library);
    boolean relative = !library.contains(":")
        && !library.startsWith("/")
        && !Path.of(library).normalize().startsWith("..");
    if (!relative || !Files.isRegularFile(file)) {
      throw new IasqlException(
          "Jar '%s' needs '%s', which its manifest's Class-Path names and which is no file beside it. Build a jar that has its libraries inside, or put them where it looks for them."
              .formatted(jar, library));
    }
    return file;
  }
}
