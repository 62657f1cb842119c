package org.iasql.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an image is made from.
 *
 * @param kind what {@code path} is
 * @param path the files
 * @param base what they are laid over; empty for an archive, which is an image by itself
 * @param entrypoint what the container runs; empty means what the base or the archive says
 * @param workingDirectory where it runs, if not where the base says
 * @param port the port that the server listens on
 */
public record ImageSource(
    Kind kind,
    Path path,
    Optional<BaseImage> base,
    List<String> entrypoint,
    Optional<String> workingDirectory,
    int port) {

  /** Copies the list. */
  public ImageSource {
    entrypoint = List.copyOf(entrypoint);
  }

  /** The kinds of files that an image is made from. */
  public enum Kind {
    /** Files as they shall be in the image, from its root on. */
    DIRECTORY,
    /** A jar that {@code java -jar} runs. */
    JAR,
    /** What {@code docker save} writes, or an OCI layout in a tar. */
    ARCHIVE
  }
}
