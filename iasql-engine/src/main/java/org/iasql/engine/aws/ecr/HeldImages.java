package org.iasql.engine.aws.ecr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.iasql.core.CloudException;
import org.iasql.core.resource.ResourceType;

/** The images of a repository that is to be deleted: first they go, by a wish of their own. */
final class HeldImages {
  /** What BatchDeleteImage takes in one call. */
  private static final int IMAGES_PER_CALL = 100;

  private HeldImages() {}

  /** Why a repository with images is not deleted, and the way out; empty if it has none. */
  static Optional<String> obstacle(ResourceType<?> type, String name, int images) {
    if (images == 0) {
      return Optional.empty();
    }
    return Optional.of(
        ("%1$s '%2$s' holds %3$s, and only an empty repository is deleted. Delete the images first:"
                + " while the row is there, UPDATE %1$s SET delete_images = true WHERE"
                + " repository_name = '%2$s', then iasql_apply(). Or keep the row.")
            .formatted(type.table(), name, images == 1 ? "1 image" : images + " images"));
  }

  /**
   * Deletes every image. An image that a manifest list names goes after that list, so it is done in
   * rounds, for as long as a round deletes something.
   *
   * @param digests lists what is there
   * @param delete deletes at most 100, and returns why some of them are still there
   */
  static void delete(Supplier<List<String>> digests, Function<List<String>, List<String>> delete) {
    int before = Integer.MAX_VALUE;
    for (List<String> left = digests.get(); !left.isEmpty(); left = digests.get()) {
      List<String> refused = round(left, delete);
      if (refused.isEmpty()) {
        return;
      }
      if (left.size() >= before) {
        throw new CloudException(
            "ECR kept %d images: %s".formatted(refused.size(), String.join("; ", refused)));
      }
      before = left.size();
    }
  }

  private static List<String> round(
      List<String> digests, Function<List<String>, List<String>> delete) {
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < digests.size(); i += IMAGES_PER_CALL) {
      refused.addAll(
          delete.apply(digests.subList(i, Math.min(i + IMAGES_PER_CALL, digests.size()))));
    }
    return refused;
  }
}
