package org.iasql.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.StackImage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an image is made from. */
final class ImageOptions {
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Files as they shall be in the image, from its root on.")
  private @Nullable Path directory;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "A jar that java -jar runs; over eclipse-temurin:17-jre by default.")
  private @Nullable Path jar;

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "A whole image: what docker save writes, or an OCI layout in a tar.")
  private @Nullable Path archive;

  @Option(
      names = "--base-image",
      paramLabel = "IMAGE",
      description = "What the files are laid over, as docker pull takes it.")
  private @Nullable String baseImage;

  @Option(
      names = "--base-archive",
      paramLabel = "FILE",
      description = "The same from a file, as --archive takes it.")
  private @Nullable Path baseArchive;

  @Option(names = "--scratch", description = "Lays the files over nothing.")
  private boolean scratch;

  @Option(
      names = "--entrypoint",
      paramLabel = "ARGUMENT",
      description = "What the container runs; repeated for each argument.")
  private List<String> entrypoint = new ArrayList<>();

  @Option(
      names = "--working-directory",
      paramLabel = "DIR",
      description = "The directory that the container starts in.")
  private @Nullable String workingDirectory;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Another tag than the one that the service runs.")
  private @Nullable String tag;

  /** What is wrong with the options; empty if an image can be made. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (count(directory, jar, archive) != 1) {
      problems.add("Name one thing to make the image from: --directory, --jar or --archive;"
          + " or --docker for the commands that make it with Docker.");
    }
    int bases = count(baseImage, baseArchive) + (scratch ? 1 : 0);
    if (bases > 1) {
      problems.add("--base-image, --base-archive and --scratch exclude one another: choose one.");
    }
    if (archive != null && bases > 0) {
      problems.add("--archive is a whole image, which has no base: leave the base out.");
    }
    if (directory != null && bases == 0) {
      problems.add("--directory needs something to be laid over: add --base-image"
          + " debian:12-slim, --base-archive FILE or --scratch.");
    }
    if (jar != null && scratch) {
      problems.add("--jar needs Java, which --scratch has not: add --base-image, or nothing.");
    }
    if (directory != null && scratch && entrypoint.isEmpty()) {
      problems.add("Over --scratch nothing says what to run: add --entrypoint /server.");
    }
    return problems;
  }

  /** The image of a stack, under the tag that was named, made from nothing yet. */
  StackImage named(QuickstartStack stack) {
    return tag == null ? stack.image() : stack.image().tag(tag);
  }

  /** The image of a stack. */
  StackImage build(QuickstartStack stack) {
    StackImage image = named(stack);
    if (directory != null) {
      image = image.fromDirectory(directory);
    } else if (jar != null) {
      image = image.fromJar(jar);
    } else if (archive != null) {
      image = image.fromArchive(archive);
    }
    if (baseImage != null) {
      image = image.baseImage(baseImage);
    } else if (baseArchive != null) {
      image = image.baseImage(baseArchive);
    } else if (scratch) {
      image = image.scratch();
    }
    if (!entrypoint.isEmpty()) {
      image = image.entrypoint(entrypoint.toArray(String[]::new));
    }
    return workingDirectory == null ? image : image.workingDirectory(workingDirectory);
  }

  private static int count(@Nullable Object... given) {
    return (int) Stream.of(given).filter(option -> option != null).count();
  }
}
