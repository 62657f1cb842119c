package org.iasql.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;

/**
 * The image of a stack: says what it is made from, and brings it into the stack's repository without
 * Docker. It is immutable; each method returns another one.
 *
 * <pre>{@code
 * stack.image().fromJar(Path.of("target/shop.jar")).deploy(iasql, aws);
 * }</pre>
 */
public final class StackImage {
  private static final String JAVA_BASE = "eclipse-temurin:17-jre";

  private final QuickstartStack stack;
  private final Optional<ImageSource.Kind> kind;
  private final Path path;
  private final Optional<BaseImage> base;
  private final List<String> entrypoint;
  private final Optional<String> workingDirectory;
  private final Optional<String> tag;

  StackImage(QuickstartStack stack) {
    this(
        stack,
        Optional.empty(),
        Path.of(""),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private StackImage(
      QuickstartStack stack,
      Optional<ImageSource.Kind> kind,
      Path path,
      Optional<BaseImage> base,
      List<String> entrypoint,
      Optional<String> workingDirectory,
      Optional<String> tag) {
    this.stack = stack;
    this.kind = kind;
    this.path = path;
    this.base = base;
    this.entrypoint = List.copyOf(entrypoint);
    this.workingDirectory = workingDirectory;
    this.tag = tag;
  }

  /**
   * Takes the files of a directory, which are laid from the image's root on over the base image.
   * Permissions are kept, and links are followed. It needs a base image, or {@link #scratch}.
   */
  public StackImage fromDirectory(Path directory) {
    return from(ImageSource.Kind.DIRECTORY, directory);
  }

  /**
   * Takes a jar that {@code java -jar} runs, with the jars that its manifest's {@code Class-Path}
   * names. The base image is {@code eclipse-temurin:17-jre} unless another one is named.
   */
  public StackImage fromJar(Path jar) {
    return from(ImageSource.Kind.JAR, jar);
  }

  /** Takes an image that there is already: what {@code docker save} writes, or an OCI layout in a tar. */
  public StackImage fromArchive(Path archive) {
    return from(ImageSource.Kind.ARCHIVE, archive);
  }

  /** Sets what the files are laid over: an image in a registry, as {@code docker pull} takes it. */
  public StackImage baseImage(String reference) {
    return base(new BaseImage.InRegistry(reference));
  }

  /** Sets what the files are laid over: an image archive, as {@link #fromArchive} takes it. */
  public StackImage baseImage(Path archive) {
    return base(new BaseImage.InArchive(archive));
  }

  /** Lays the files over nothing. */
  public StackImage scratch() {
    return base(new BaseImage.Scratch());
  }

  /** Sets what the container runs, as a list of arguments that no shell sees. */
  public StackImage entrypoint(String... arguments) {
    return new StackImage(stack, kind, path, base, Arrays.asList(arguments), workingDirectory, tag);
  }

  /** Sets the directory that the container starts in. */
  public StackImage workingDirectory(String directory) {
    return new StackImage(stack, kind, path, base, entrypoint, Optional.of(directory), tag);
  }

  /** Sets another tag than the one that the stack's rows say the service runs. */
  public StackImage tag(String tag) {
    return new StackImage(stack, kind, path, base, entrypoint, workingDirectory, Optional.of(tag));
  }

  /**
   * Builds the image and pushes it to the stack's repository. No row is changed, and tasks that run
   * keep the image that they started with.
   *
   * @throws IllegalArgumentException naming every problem with the description at once
   * @throws RefusedException if the stack is not up
   * @throws IasqlException if the files, the base image or the registry will not do
   */
  public PushedImage push(Iasql iasql, StackDeployment aws) {
    ImageSource source = source();
    return aws.push(source, target(iasql));
  }

  /**
   * Pushes, and then has the service start its tasks anew with the image, as {@link
   * QuickstartStack#redeploy}. A service that does not run this tag, or is not there, is left alone.
   */
  public PushedImage deploy(Iasql iasql, StackDeployment aws) {
    ImageSource source = source();
    ImageTarget target = target(iasql);
    PushedImage pushed = aws.push(source, target);
    return iasql.withTransaction(tx -> {
      StackService service = stack.service(tx);
      return service.runs(target.tag()) ? pushed.withChanges(service.redeploy()) : pushed;
    });
  }

  /**
   * Returns the shell commands that do the same with Docker, for a {@code Dockerfile} in the current
   * directory. The password is not in them.
   */
  public String dockerCommands(Iasql iasql) {
    ImageTarget target = target(iasql);
    return commands(
        target, "docker build --platform linux/amd64 --tag " + target.reference() + " .");
  }

  /** As {@link #dockerCommands(Iasql)}, for an image that Docker has under another name. */
  public String dockerCommands(Iasql iasql, String localImage) {
    if (!localImage.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]*")) {
      throw new IllegalArgumentException(
          "'%s' is no name of an image: it has letters, digits, '.', '_', '/', ':', '@' and '-'. 'docker images' lists those that there are."
              .formatted(localImage));
    }
    ImageTarget target = target(iasql);
    return commands(target, "docker tag " + localImage + " " + target.reference());
  }

  private static String commands(ImageTarget target, String before) {
    return String.join(
        "\n",
        "aws ecr get-login-password --region %s | docker login --username AWS --password-stdin %s"
            .formatted(target.region(), target.registry()),
        before,
        "docker push " + target.reference());
  }

  private ImageTarget target(Iasql iasql) {
    tag.ifPresent(StackImage::checkTag);
    return stack.withService(iasql, service -> service.imageTarget(tag));
  }

  private static void checkTag(String tag) {
    StackProblems.imageTag(tag).ifPresent(problem -> {
      throw new IllegalArgumentException("The image cannot be pushed. " + problem);
    });
  }

  private ImageSource source() {
    List<String> problems = new ArrayList<>();
    if (kind.isEmpty()) {
      problems.add("Nothing was named to make it from: use fromDirectory, fromJar or fromArchive.");
    }
    boolean archive = kind.filter(ImageSource.Kind.ARCHIVE::equals).isPresent();
    if (archive && base.isPresent()) {
      problems.add("An archive is a whole image, which has no base: leave the base image out.");
    }
    if (kind.filter(ImageSource.Kind.DIRECTORY::equals).isPresent() && base.isEmpty()) {
      problems.add("A directory needs something to be laid over: baseImage(\"debian:12-slim\"),"
          + " baseImage(Path.of(\"base.tar\")) or scratch().");
    }
    if (base.filter(BaseImage.Scratch.class::isInstance).isPresent()) {
      if (kind.filter(ImageSource.Kind.JAR::equals).isPresent()) {
        problems.add("A jar needs Java, which scratch() has not: name a base image that has it.");
      } else if (entrypoint.isEmpty()) {
        problems.add("Over scratch() nothing says what to run: add entrypoint(\"/server\").");
      }
    }
    if (workingDirectory.filter(directory -> !directory.startsWith("/")).isPresent()) {
      problems.add("The working directory '%s' is not absolute: it starts with '/'."
          .formatted(workingDirectory.get()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The image cannot be built. " + String.join(" ", problems));
    }
    Optional<BaseImage> over =
        archive ? base : base.or(() -> Optional.of(new BaseImage.InRegistry(JAVA_BASE)));
    return new ImageSource(
        kind.orElseThrow(), path, over, entrypoint, workingDirectory, stack.port());
  }

  private StackImage from(ImageSource.Kind files, Path there) {
    return new StackImage(
        stack, Optional.of(files), there, base, entrypoint, workingDirectory, tag);
  }

  private StackImage base(BaseImage over) {
    return new StackImage(stack, kind, path, Optional.of(over), entrypoint, workingDirectory, tag);
  }
}
