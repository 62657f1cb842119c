package org.iasql.aws.rds;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Map;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.ProviderDefault;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** Settings of a database engine, under a name. */
@Table("parameter_group")
@Value.Immutable
@JsonSerialize(as = ImmutableParameterGroup.class)
@JsonDeserialize(as = ImmutableParameterGroup.class)
public interface ParameterGroup extends Resource<ParameterGroup>, WithParameterGroup {
  /** In lower case, as RDS stores it; the primary key. */
  @Key
  String name();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> arn();

  /** The engine and its version, such as {@code postgres16}. */
  @Replaces
  String family();

  /** What the group is for; without it, the group's name. */
  @Replaces
  Optional<String> description();

  /** The parameters that are not the engine's own defaults; empty leaves them as they are. */
  @ProviderDefault
  Optional<Map<String, String>> parameters();

  /** The same group with its name as the description, if it has none. */
  @Value.Check
  default ParameterGroup canonical() {
    return description().filter(text -> !text.isEmpty()).isPresent()
        ? this
        : withDescription(name());
  }

  @Override
  default Ref<ParameterGroup> ref() {
    return Ref.row(name());
  }

  @Override
  default String describe() {
    return name();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ParameterGroup}. */
  final class Builder extends ImmutableParameterGroup.Builder {}
}
