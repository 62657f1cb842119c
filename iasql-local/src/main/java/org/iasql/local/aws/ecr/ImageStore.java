package org.iasql.local.aws.ecr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;

/**
 * The images of one repository: manifests by digest, and the tags that point at them. Layers are
 * not simulated, so a manifest may name any.
 */
final class ImageStore {
  private final Map<String, StoredImage> images = new LinkedHashMap<>();

  private record StoredImage(
      String digest,
      String manifest,
      @Nullable String mediaType,
      Instant pushedAt,
      Set<String> tags) {}

  boolean isEmpty() {
    return images.isEmpty();
  }

  boolean contains(String digest) {
    return images.containsKey(digest);
  }

  /** Returns the digest of the image that has the tag. */
  Optional<String> tagged(String tag) {
    return images.values().stream()
        .filter(image -> image.tags().contains(tag))
        .map(StoredImage::digest)
        .findFirst();
  }

  /** Stores a manifest, and moves the tag to it. */
  String put(String manifest, @Nullable String mediaType, @Nullable String tag, Instant now) {
    String digest = ManifestDigest.of(manifest);
    images.computeIfAbsent(
        digest, key -> new StoredImage(key, manifest, mediaType, now, new TreeSet<>()));
    if (tag != null) {
      images.values().forEach(image -> image.tags().remove(tag));
      images.get(digest).tags().add(tag);
    }
    return digest;
  }

  /** Returns one identifier for each tag, and one without a tag for each untagged image. */
  List<ImageIdentifier> identifiers() {
    List<ImageIdentifier> found = new ArrayList<>();
    for (StoredImage image : images.values()) {
      ImageIdentifier.Builder identifier = ImageIdentifier.builder().imageDigest(image.digest());
      if (image.tags().isEmpty()) {
        found.add(identifier.build());
      }
      image.tags().forEach(tag -> found.add(identifier.imageTag(tag).build()));
    }
    return found;
  }

  List<ImageDetail> details(Collection<String> digests) {
    return digests.stream()
        .map(images::get)
        .map(image -> ImageDetail.builder()
            .imageDigest(image.digest())
            .imageTags(image.tags().isEmpty() ? null : image.tags())
            .imageSizeInBytes((long) image.manifest().length())
            .imagePushedAt(image.pushedAt())
            .imageManifestMediaType(image.mediaType())
            .build())
        .toList();
  }

  Set<String> digests() {
    return images.keySet();
  }

  Image image(String digest, @Nullable String tag) {
    StoredImage image = images.get(digest);
    return Image.builder()
        .imageId(ImageIdentifier.builder().imageDigest(digest).imageTag(tag).build())
        .imageManifest(image.manifest())
        .imageManifestMediaType(image.mediaType())
        .build();
  }

  /** Returns the digest that an identifier means, by digest, by tag or by both. */
  Optional<String> resolve(ImageIdentifier id) {
    if (id.imageTag() != null) {
      return tagged(id.imageTag())
          .filter(digest -> id.imageDigest() == null || digest.equals(id.imageDigest()));
    }
    return Optional.ofNullable(id.imageDigest()).filter(images::containsKey);
  }

  /**
   * Deletes what an identifier means. A tag goes alone; the image goes with its last tag, or if its
   * digest is given.
   */
  Optional<ImageIdentifier> delete(ImageIdentifier id) {
    Optional<String> digest = resolve(id);
    digest.ifPresent(found -> {
      Set<String> tags = images.get(found).tags();
      if (id.imageTag() != null) {
        tags.remove(id.imageTag());
      }
      if (id.imageTag() == null || tags.isEmpty()) {
        images.remove(found);
      }
    });
    return digest.map(found -> id.toBuilder().imageDigest(found).build());
  }
}
