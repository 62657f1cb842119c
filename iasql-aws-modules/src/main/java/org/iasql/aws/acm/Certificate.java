package org.iasql.aws.acm;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A certificate of the account. Rows come from AWS alone; none is ever created or changed. */
@Table("certificate")
@Value.Immutable
@JsonSerialize(as = ImmutableCertificate.class)
@JsonDeserialize(as = ImmutableCertificate.class)
public interface Certificate extends Resource<Certificate>, WithCertificate {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> arn();

  /** The last part of the ARN. */
  @Assigned
  @Value.Auxiliary
  Optional<String> certificateId();

  @Assigned
  @Value.Auxiliary
  Optional<String> domainName();

  /** {@code AMAZON_ISSUED}, {@code IMPORTED} or {@code PRIVATE}. */
  @Assigned
  @Value.Auxiliary
  Optional<String> certificateType();

  /** Such as {@code ISSUED} or {@code PENDING_VALIDATION}. */
  @Assigned
  @Value.Auxiliary
  Optional<String> status();

  /** {@code ELIGIBLE} or {@code INELIGIBLE}. */
  @Assigned
  @Value.Auxiliary
  Optional<String> renewalEligibility();

  /** Whether an AWS service uses it. */
  @Assigned(counter = true)
  @Value.Auxiliary
  Optional<Boolean> inUse();

  @Override
  default String describe() {
    return domainName().or(this::arn).orElse("certificate");
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Certificate}. */
  final class Builder extends ImmutableCertificate.Builder {}
}
