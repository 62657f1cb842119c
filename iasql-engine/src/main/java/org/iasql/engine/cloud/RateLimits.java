package org.iasql.engine.cloud;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The rates that AWS publishes for an account and region: "Request throttling for the Amazon EC2 API",
 * "Request throttling for the Amazon ECS API" and "Elastic Load Balancing request throttling". What
 * has no published rate has no limit here.
 */
public final class RateLimits {
  private static final RateLimit EC2_READS = new RateLimit("EC2 reads", 100, 20);
  private static final RateLimit EC2_FULL_READS =
      new RateLimit("EC2 reads without filter and page", 50, 10);
  private static final RateLimit EC2_CHANGES = new RateLimit("EC2 changes", 50, 5);
  private static final RateLimit EC2_INGRESS =
      new RateLimit("EC2 AuthorizeSecurityGroupIngress", 50, 5);
  private static final RateLimit EC2_TAGS = new RateLimit("EC2 CreateTags", 100, 10);

  private static final RateLimit ECS_CLUSTER_CHANGES = new RateLimit("ECS cluster changes", 20, 1);
  private static final RateLimit ECS_DEFINITION_CHANGES =
      new RateLimit("ECS task definition changes", 20, 1);
  private static final RateLimit ECS_DEFINITION_READS =
      new RateLimit("ECS task definition reads", 50, 20);
  private static final RateLimit ECS_SERVICE_CHANGES = new RateLimit("ECS service changes", 50, 5);
  private static final RateLimit ECS_SERVICE_READS = new RateLimit("ECS service reads", 100, 20);

  private static final RateLimit ELB_CALLS = new RateLimit("ELBv2 calls", 40, 10);
  private static final RateLimit ELB_READS = new RateLimit("ELBv2 reads", 40, 10);
  private static final RateLimit ELB_CHANGES = new RateLimit("ELBv2 changes", 20, 3);
  private static final RateLimit ELB_BALANCERS = new RateLimit("ELBv2 CreateLoadBalancer", 10, 0.2);

  private static final Set<String> CLUSTER_CHANGES =
      Set.of("CreateCluster", "UpdateCluster", "DeleteCluster", "PutClusterCapacityProviders");

  private RateLimits() {}

  /** The limits that a call falls under, the narrowest first; empty if AWS publishes none. */
  public static List<RateLimit> of(AwsCall call) {
    return switch (call.service()) {
      case "EC2" -> List.of(ec2(call));
      case "ECS" -> ecs(call);
      case "ELBv2" -> elb(call);
      default -> List.of();
    };
  }

  private static RateLimit ec2(AwsCall call) {
    return switch (call.operation()) {
      case "AuthorizeSecurityGroupIngress" -> EC2_INGRESS;
      case "CreateTags" -> EC2_TAGS;
      default -> {
        if (!call.reads()) {
          yield EC2_CHANGES;
        }
        yield isSelective(call.request()) ? EC2_READS : EC2_FULL_READS;
      }
    };
  }

  private static List<RateLimit> ecs(AwsCall call) {
    String operation = call.operation();
    if (operation.contains("TaskDefinition")) {
      return List.of(call.reads() ? ECS_DEFINITION_READS : ECS_DEFINITION_CHANGES);
    }
    if (operation.contains("Service")) {
      return List.of(call.reads() ? ECS_SERVICE_READS : ECS_SERVICE_CHANGES);
    }
    return CLUSTER_CHANGES.contains(operation) ? List.of(ECS_CLUSTER_CHANGES) : List.of();
  }

  private static List<RateLimit> elb(AwsCall call) {
    if (call.reads()) {
      return List.of(ELB_READS, ELB_CALLS);
    }
    return call.operation().equals("CreateLoadBalancer")
        ? List.of(ELB_BALANCERS, ELB_CHANGES, ELB_CALLS)
        : List.of(ELB_CHANGES, ELB_CALLS);
  }

  /** Whether a read asks for less than everything: by ids, a filter or a page size. */
  private static boolean isSelective(SdkRequest request) {
    return request.sdkFields().stream()
        .map(field -> field.getValueOrDefault(request))
        .anyMatch(value -> value != null
            && !(value instanceof SdkAutoConstructList)
            && !(value instanceof SdkAutoConstructMap));
  }
}
