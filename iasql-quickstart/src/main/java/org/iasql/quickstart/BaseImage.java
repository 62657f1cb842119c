package org.iasql.quickstart;

import java.nio.file.Path;

/** What an image is laid over. */
public sealed interface BaseImage {
  /**
   * An image in a registry.
   *
   * @param reference as {@code docker pull} takes it, such as {@code eclipse-temurin:17-jre}
   */
  record InRegistry(String reference) implements BaseImage {}

  /**
   * An image in a file, so that no registry is needed.
   *
   * @param path what {@code docker save} writes, or an OCI layout in a tar
   */
  record InArchive(Path path) implements BaseImage {}

  /** Nothing: the image holds its own files alone. */
  record Scratch() implements BaseImage {}
}
