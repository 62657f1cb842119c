package org.iasql.deploy;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.util.List;
import java.util.Optional;
import org.iasql.quickstart.BaseImage;
import org.iasql.quickstart.ImageSource;

/**
 * An image whose files were looked at and will do: what is left may fail only for want of a registry.
 *
 * @param base what the layers go over; for an image archive, that is the image itself
 * @param archive the file of a base that is one; closed with this
 */
record PreparedImage(
    ImageSource source,
    BaseImage base,
    Optional<ImageArchive> archive,
    List<FileEntriesLayer> layers,
    List<String> entrypoint)
    implements AutoCloseable {

  static PreparedImage of(ImageSource source) {
    List<FileEntriesLayer> layers = switch (source.kind()) {
      case DIRECTORY -> List.of(DirectoryFiles.layer(source.path()));
      case JAR -> JarFiles.layers(source.path());
      case ARCHIVE -> List.of();
    };
    BaseImage base = source.base().orElseGet(() -> new BaseImage.InArchive(source.path()));
    Optional<ImageArchive> archive = base instanceof BaseImage.InArchive file
        ? Optional.of(ImageArchive.open(file.path()))
        : Optional.empty();
    boolean jar = source.kind() == ImageSource.Kind.JAR && source.entrypoint().isEmpty();
    return new PreparedImage(
        source, base, archive, layers, jar ? JarFiles.ENTRYPOINT : source.entrypoint());
  }

  @Override
  public void close() {
    archive.ifPresent(ImageArchive::close);
  }
}
