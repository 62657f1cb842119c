package org.iasql.aws.ecs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.iasql.aws.iam.Role;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/**
 * What a Fargate task consists of. A value is one lineage: AWS's revisions never change, so a change
 * registers a new revision, and the row then stands for that one.
 */
@Table("task_definition")
@Value.Immutable
@JsonSerialize(as = ImmutableTaskDefinition.class)
@JsonDeserialize(as = ImmutableTaskDefinition.class)
public interface TaskDefinition extends Resource<TaskDefinition>, WithTaskDefinition {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** One to 255 letters, digits, {@code _} and {@code -}. */
  @Key
  String family();

  /** The ARN of the present revision. */
  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> taskDefinitionArn();

  @Assigned
  @Value.Auxiliary
  Optional<Integer> revision();

  @Assigned
  @Value.Auxiliary
  Optional<TaskDefinitionStatus> status();

  /** What all containers of a task have together. */
  CpuMemory cpuMemory();

  /** The role that the code in the containers has. */
  Optional<Ref<Role>> taskRoleName();

  /** The role with which ECS pulls images and writes logs. */
  Optional<Ref<Role>> executionRoleName();

  /** The containers, ordered by name; at least one of them is essential. */
  @Parts(table = "container_definition", owner = "task_definition_id")
  List<ContainerDefinition> containers();

  /** The same task definition with its containers in the order of their names. */
  @Value.Check
  default TaskDefinition canonical() {
    List<ContainerDefinition> sorted = containers().stream()
        .sorted(Comparator.comparing(ContainerDefinition::name))
        .toList();
    return sorted.equals(containers()) ? this : withContainers(sorted);
  }

  @Override
  default String describe() {
    return family();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link TaskDefinition}. */
  final class Builder extends ImmutableTaskDefinition.Builder {
    /** Sets one role as both the task role and the execution role. */
    public Builder role(Ref<Role> role) {
      taskRoleName(role);
      executionRoleName(role);
      return this;
    }
  }
}
