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

/** A repository in the public gallery, which anybody can pull from. It has no region. */
@Table("public_repository")
@Value.Immutable
@JsonSerialize(as = ImmutablePublicRepository.class)
@JsonDeserialize(as = ImmutablePublicRepository.class)
public interface PublicRepository extends Resource<PublicRepository>, WithPublicRepository {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** Two to 205 lower-case letters, digits and single separators {@code . _ - /}. */
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

  /** Builds a {@link PublicRepository}. */
  final class Builder extends ImmutablePublicRepository.Builder {
    Builder() {
      deleteImages(false);
    }
  }
}
