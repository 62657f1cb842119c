package org.iasql.deploy;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.iasql.core.IasqlException;
import org.iasql.quickstart.BaseImage;
import org.iasql.quickstart.ImageTarget;
import org.iasql.quickstart.PushedImage;

/** Builds an image with Jib and pushes it, layer by layer where the registry has not got them yet. */
final class ImagePush {
  private final PreparedImage image;
  private final ImageTarget target;
  private final RegistryLogin login;
  private final ImageReference reference;
  private final Consumer<String> progress;

  ImagePush(
      PreparedImage image, ImageTarget target, RegistryLogin login, Consumer<String> progress) {
    this.image = image;
    this.target = target;
    this.login = login;
    this.progress = progress;
    this.reference = ImageReference.of(login.host(), target.repository(), target.tag());
  }

  PushedImage push() {
    Optional<ImageReference> base = base();
    PushFailure failure = new PushFailure(login, target, reference, base);
    failure.checkReach();
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      JibContainer pushed = isBaseElsewhere(base)
          ? pushTar(buildTar(builder(base), scratch), scratch)
          : containerize(builder(base), toRegistry(), scratch, login.isLoopback());
      return new PushedImage(target.reference(), pushed.getDigest().toString(), List.of());
    } catch (RegistryException
        | IOException
        | ExecutionException
        | CacheDirectoryCreationException e) {
      throw failure.explain(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IasqlException(
          "The push of '%s' was interrupted. The tag is as it was; push again."
              .formatted(target.reference()),
          e);
    }
  }

  /**
   * A registry on this machine need not be believed by its certificate; one that the base image comes
   * from needs to, and Jib knows only one setting for both.
   */
  private boolean isBaseElsewhere(Optional<ImageReference> base) {
    return login.isLoopback()
        && base.filter(from -> !from.getRegistry().equals(login.host())).isPresent();
  }

  private Path buildTar(JibContainerBuilder builder, ScratchDirectory scratch)
      throws RegistryException, IOException, ExecutionException, CacheDirectoryCreationException,
          InterruptedException {
    Path tar = scratch.path().resolve("image.tar");
    containerize(builder, Containerizer.to(TarImage.at(tar).named(reference)), scratch, false);
    return tar;
  }

  private JibContainer pushTar(Path tar, ScratchDirectory scratch)
      throws RegistryException, IOException, ExecutionException, CacheDirectoryCreationException,
          InterruptedException {
    return containerize(Jib.from(TarImage.at(tar)), toRegistry(), scratch, login.isLoopback());
  }

  private JibContainer containerize(
      JibContainerBuilder builder, Containerizer to, ScratchDirectory scratch, boolean insecure)
      throws RegistryException, IOException, ExecutionException, CacheDirectoryCreationException,
          InterruptedException {
    return builder.containerize(to.setToolName("iasql")
        .addEventHandler(ProgressEvent.class, new PushProgress(progress))
        .setAllowInsecureRegistries(insecure)
        .setApplicationLayersCache(Files.createDirectories(scratch.path().resolve("layers"))));
  }

  private Containerizer toRegistry() {
    return Containerizer.to(
        RegistryImage.named(reference).addCredential(login.user(), login.password()));
  }

  private JibContainerBuilder builder(Optional<ImageReference> base) {
    JibContainerBuilder builder = image
        .archive()
        .map(archive -> Jib.from(TarImage.at(archive.tar())))
        .orElseGet(
            () -> base.map(from -> Jib.from(registryImage(from))).orElseGet(Jib::fromScratch));
    image.layers().forEach(builder::addFileEntriesLayer);
    if (!image.entrypoint().isEmpty()) {
      builder.setEntrypoint(image.entrypoint());
    }
    image
        .source()
        .workingDirectory()
        .ifPresent(directory -> builder.setWorkingDirectory(AbsoluteUnixPath.get(directory)));
    return builder.addExposedPort(Port.tcp(image.source().port()));
  }

  /** Credentials for a base image come from Docker's configuration, unless it is in the same registry. */
  private RegistryImage registryImage(ImageReference base) {
    RegistryImage from = RegistryImage.named(base);
    if (base.getRegistry().equals(login.host())) {
      return from.addCredential(login.user(), login.password());
    }
    CredentialRetrieverFactory known = CredentialRetrieverFactory.forImage(base, event -> {});
    return from.addCredentialRetriever(known.dockerConfig())
        .addCredentialRetriever(known.wellKnownCredentialHelpers());
  }

  /** The base image, if it is in a registry: one beside the stack's is reached as that is. */
  private Optional<ImageReference> base() {
    if (!(image.base() instanceof BaseImage.InRegistry there)) {
      return Optional.empty();
    }
    try {
      ImageReference named = ImageReference.parse(there.reference());
      return Optional.of(
          named.getRegistry().equals(target.registry())
              ? ImageReference.of(
                  login.host(),
                  named.getRepository(),
                  named.getTag().orElse(null),
                  named.getDigest().orElse(null))
              : named);
    } catch (InvalidImageReferenceException e) {
      throw new IasqlException(
          "'%s' is no name of a base image. It has the form that 'docker pull' takes, such as eclipse-temurin:17-jre; one in a file is baseImage(Path)."
              .formatted(there.reference()),
          e);
    }
  }
}
