package org.iasql.aws.ecs;

import java.util.Optional;

/**
 * An image's name, taken apart.
 *
 * @param image the registry and the repository; absent where a row of a repository says it
 * @param tag the tag, if there is one and no digest
 * @param digest the digest, if there is one
 */
public record ImageName(Optional<String> image, Optional<String> tag, Optional<String> digest) {

  /** Takes apart a name as Docker writes it: {@code registry:5000/path:tag@sha256:...}. */
  public static ImageName parse(String text) {
    return of(Optional.of(text), Optional.empty(), Optional.empty());
  }

  /** Takes a tag or digest out of the image's text, unless there is one already. */
  static ImageName of(Optional<String> image, Optional<String> tag, Optional<String> digest) {
    String text = image.orElse("");
    int at = text.indexOf('@');
    int colon = text.indexOf(':', text.lastIndexOf('/') + 1);
    if (tag.isPresent() || digest.isPresent()) {
      return new ImageName(image, tag, digest);
    }
    if (at > 0) {
      return new ImageName(
          Optional.of(text.substring(0, at)), tag, Optional.of(text.substring(at + 1)));
    }
    return colon > 0
        ? new ImageName(
            Optional.of(text.substring(0, colon)), Optional.of(text.substring(colon + 1)), digest)
        : new ImageName(image, tag, digest);
  }

  /** The name as Docker writes it, of an image in {@code repository}. */
  public static String text(String repository, Optional<String> tag, Optional<String> digest) {
    return repository + digest.map(d -> "@" + d).or(() -> tag.map(t -> ":" + t)).orElse("");
  }
}
