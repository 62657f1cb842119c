package org.iasql.deploy;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.iasql.core.IasqlException;

/** The files of a directory as a layer: sorted, and with times of no meaning, so that equal files are equal layers. */
final class DirectoryFiles {
  private DirectoryFiles() {}

  static FileEntriesLayer layer(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new IasqlException("'%s' is no directory%s. Name one whose files the image is to have."
          .formatted(directory, Files.exists(directory) ? ", but a file" : ": it does not exist"));
    }
    List<Path> files = files(directory);
    if (files.stream().allMatch(Files::isDirectory)) {
      throw new IasqlException(
          "Directory '%s' has no files, so the image would be empty. Build them first, or name another directory."
              .formatted(directory));
    }
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("files");
    for (Path file : files) {
      layer.addEntry(file, inImage(directory.relativize(file)), permissions(file));
    }
    return layer.build();
  }

  /** Links are followed, so that what they lead to is in the image. */
  private static List<Path> files(Path directory) {
    try (Stream<Path> found = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files = found.filter(file -> !file.equals(directory)).sorted().toList();
      files.stream().filter(file -> !readable(file)).findFirst().ifPresent(file -> {
        throw new IasqlException(
            "'%s' cannot be put into the image: it is a link to nothing, no plain file, or not readable. Remove it, or make it readable."
                .formatted(file));
      });
      return files;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new IasqlException(
          "Directory '%s' cannot be read: %s. Remove links that lead in a circle, and make all files readable."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static boolean readable(Path file) {
    return Files.isReadable(file) && (Files.isRegularFile(file) || Files.isDirectory(file));
  }

  private static AbsoluteUnixPath inImage(Path relative) {
    AbsoluteUnixPath path = AbsoluteUnixPath.get("/");
    for (Path part : relative) {
      path = path.resolve(part.toString());
    }
    return path;
  }

  static FilePermissions permissions(Path file) {
    try {
      return FilePermissions.fromPosixFilePermissions(Files.getPosixFilePermissions(file));
    } catch (UnsupportedOperationException noPosix) {
      return Files.isDirectory(file) || Files.isExecutable(file)
          ? FilePermissions.DEFAULT_FOLDER_PERMISSIONS
          : FilePermissions.DEFAULT_FILE_PERMISSIONS;
    } catch (IOException e) {
      throw new IasqlException(
          "The permissions of '%s' cannot be read: %s. Make the file readable."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
