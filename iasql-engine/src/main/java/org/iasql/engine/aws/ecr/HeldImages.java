package org.iasql.engine.aws.ecr;

/** Why a repository with images is not deleted. */
final class HeldImages {
  private HeldImages() {}

  /** The sentence for a repository that holds {@code images}, at least one. */
  static String obstacle(String kind, String service, String name, long images) {
    return ("%s '%s' holds %s, and only an empty repository is deleted. Delete them first"
            + " (aws %s batch-delete-image --repository-name %s --image-ids ...), or keep the row.")
        .formatted(kind, name, images == 1 ? "1 image" : images + " images", service, name);
  }
}
