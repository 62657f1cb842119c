package org.iasql.aws.cloudwatchlogs;

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

/** A CloudWatch log group: where containers write their output. */
@Table("log_group")
@Value.Immutable
@JsonSerialize(as = ImmutableLogGroup.class)
@JsonDeserialize(as = ImmutableLogGroup.class)
public interface LogGroup extends Resource<LogGroup>, WithLogGroup {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** One to 512 characters of letters, digits and {@code . - _ / #}. */
  @Key
  String logGroupName();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> logGroupArn();

  @Assigned
  @Value.Auxiliary
  Optional<Instant> creationTime();

  @Override
  default String describe() {
    return logGroupName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LogGroup}. */
  final class Builder extends ImmutableLogGroup.Builder {}
}
