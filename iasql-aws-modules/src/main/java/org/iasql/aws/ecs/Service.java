package org.iasql.aws.ecs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import java.util.Set;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A number of tasks that ECS keeps running on Fargate, behind a load balancer if it has one. */
@Table("service")
@Value.Immutable
@JsonSerialize(as = ImmutableService.class)
@JsonDeserialize(as = ImmutableService.class)
public interface Service extends Resource<Service> {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** One to 255 letters, digits, {@code _} and {@code -}; unique in the cluster. */
  @Key
  String name();

  @Key
  Ref<Cluster> clusterId();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> arn();

  /** {@code ACTIVE}, as long as the service is not being deleted. */
  @Assigned
  @Value.Auxiliary
  Optional<String> status();

  /** What each task runs; empty only if that has no row, such as a deregistered revision. */
  Optional<Ref<TaskDefinition>> taskDefinitionId();

  /** How many tasks to keep running; one unless said otherwise. */
  int desiredCount();

  /** AWS ids of one to 16 subnets, all of one VPC and all in table {@code subnet}. */
  Set<String> subnets();

  /** At most five. Without any, AWS takes the default group of the VPC. */
  @Parts(table = "service_security_groups", owner = "service_id", element = "security_group_id")
  Set<Ref<SecurityGroup>> securityGroups();

  /** Whether the tasks get public addresses; {@code DISABLED} unless said otherwise. */
  AssignPublicIp assignPublicIp();

  /** Where the tasks are registered; a listener has to forward to it. */
  Optional<Ref<TargetGroup>> targetGroupId();

  /** Starts every task anew at the next apply, which sets it back to false. */
  boolean forceNewDeployment();

  // Immutables would declare these itself, and a variant for groups that javac warns about.

  /** The same with another name. */
  Service withName(String name);

  /** The same in another cluster. */
  Service withClusterId(Ref<Cluster> cluster);

  /** The same with another task definition. */
  Service withTaskDefinitionId(Ref<TaskDefinition> definition);

  /** The same with another number of tasks. */
  Service withDesiredCount(int count);

  /** The same in other subnets. */
  Service withSubnets(Iterable<String> ids);

  /** The same with other security groups. */
  Service withSecurityGroups(Iterable<? extends Ref<SecurityGroup>> groups);

  /** The same with or without public addresses. */
  Service withAssignPublicIp(AssignPublicIp assign);

  /** The same behind another target group. */
  Service withTargetGroupId(Ref<TargetGroup> group);

  /** The same behind another target group, or none. */
  Service withTargetGroupId(Optional<? extends Ref<TargetGroup>> group);

  /** The same, to be deployed anew or not. */
  Service withForceNewDeployment(boolean force);

  @Override
  default String describe() {
    return name();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Service}. */
  final class Builder extends ImmutableService.Builder {
    Builder() {
      desiredCount(1);
      assignPublicIp(AssignPublicIp.DISABLED);
      forceNewDeployment(false);
    }
  }
}
