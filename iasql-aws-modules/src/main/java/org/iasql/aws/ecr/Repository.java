package org.iasql.aws.ecr;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A private repository of container images. */
@Table("repository")
@Value.Immutable
@JsonSerialize(as = ImmutableRepository.class)
@JsonDeserialize(as = ImmutableRepository.class)
public interface Repository extends Resource<Repository>, WithRepository {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** Two to 256 lower-case letters, digits and single separators {@code . _ - /}. */
  @Key
  String repositoryName();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> repositoryArn();

  /** The account that the registry belongs to. */
  @Assigned
  @Value.Auxiliary
  Optional<String> registryId();

  /** What an image is pushed to and pulled from, without a tag. */
  @Assigned
  @Value.Auxiliary
  Optional<String> repositoryUri();

  @Assigned
  @Value.Auxiliary
  Optional<Instant> createdAt();

  /** Whether tags can be moved; {@code MUTABLE} unless said otherwise. */
  ImageTagMutability imageTagMutability();

  /** Whether each pushed image is scanned for weaknesses; false unless said otherwise. */
  boolean scanOnPush();

  /**
   * True deletes every image at the next apply, which sets it back to false; an empty repository can
   * be deleted then.
   */
  boolean deleteImages();

  @Override
  default String describe() {
    return deleteImages() ? repositoryName() + " (deletes images)" : repositoryName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Repository}. */
  final class Builder extends ImmutableRepository.Builder {
    Builder() {
      imageTagMutability(ImageTagMutability.MUTABLE);
      scanOnPush(false);
      deleteImages(false);
    }
  }
}
