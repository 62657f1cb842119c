package org.iasql.local.aws.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.ec2.SimulatedEc2;
import org.iasql.local.aws.elb.SimulatedElb;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What ECS checks of a service, in ECS itself, EC2 and Elastic Load Balancing. */
final class ServiceRules {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final int TOKEN_LENGTH = 36;
  private static final int MAX_SUBNETS = 16;
  private static final int MAX_GROUPS = 5;

  private final Account account;
  private final String region;

  ServiceRules(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  void checkRequest(CreateServiceRequest request) {
    if (request.serviceName() == null || !NAME.matcher(request.serviceName()).matches()) {
      throw EcsErrors.invalid("Service name contains invalid characters or is too long.");
    }
    if (request.clientToken() != null && request.clientToken().length() > TOKEN_LENGTH) {
      throw EcsErrors.invalid(
          "Client token must not be longer than " + TOKEN_LENGTH + " characters.");
    }
    boolean isDaemon = request.schedulingStrategy() == SchedulingStrategy.DAEMON;
    if (request.desiredCount() == null && !isDaemon) {
      throw EcsErrors.invalid("Desired count must be specified for a REPLICA service.");
    }
    checkCount(request.desiredCount());
  }

  void checkCount(@Nullable Integer desired) {
    if (desired != null && desired < 0) {
      throw EcsErrors.invalid("Desired count must be a positive integer.");
    }
  }

  void checkLaunch(@Nullable LaunchType launchType, TaskDefinition definition) {
    if (launchType == LaunchType.FARGATE
        && !definition.compatibilities().contains(Compatibility.FARGATE)) {
      throw EcsErrors.invalid("Task definition does not support launch_type FARGATE.");
    }
  }

  void checkLoadBalancers(List<LoadBalancer> loadBalancers, TaskDefinition definition) {
    for (LoadBalancer loadBalancer : loadBalancers) {
      checkTargetGroup(loadBalancer.targetGroupArn(), definition);
      ContainerDefinition container = definition.containerDefinitions().stream()
          .filter(found -> found.name().equals(loadBalancer.containerName()))
          .findFirst()
          .orElseThrow(() -> EcsErrors.invalid("The container "
              + loadBalancer.containerName()
              + " does not exist in the task definition."));
      if (container.portMappings().stream()
          .noneMatch(port -> port.containerPort().equals(loadBalancer.containerPort()))) {
        throw EcsErrors.invalid("The container "
            + loadBalancer.containerName()
            + " did not have a container port "
            + loadBalancer.containerPort()
            + " defined.");
      }
    }
  }

  private void checkTargetGroup(@Nullable String arn, TaskDefinition definition) {
    if (arn == null) {
      throw EcsErrors.invalid("targetGroupArn must be specified.");
    }
    TargetGroup group = targetGroup(arn);
    if (group.loadBalancerArns().isEmpty()) {
      throw EcsErrors.invalid("The target group with targetGroupArn "
          + arn
          + " does not have an associated load balancer.");
    }
    if (definition.networkMode() == NetworkMode.AWSVPC && group.targetType() != TargetTypeEnum.IP) {
      throw EcsErrors.invalid("The provided target group "
          + arn
          + " has target type "
          + group.targetTypeAsString()
          + ", which is incompatible with the awsvpc network mode specified in the task "
          + "definition.");
    }
  }

  private TargetGroup targetGroup(String arn) {
    try {
      return account
          .service(region, SimulatedElb.class)
          .describeTargetGroups(
              DescribeTargetGroupsRequest.builder().targetGroupArns(arn).build())
          .targetGroups()
          .get(0);
    } catch (AwsServiceException e) {
      throw EcsErrors.invalid("The target group with targetGroupArn " + arn + " does not exist.");
    }
  }

  /** Checks where tasks are to run; EC2-mode networks other than awsvpc have no such place. */
  void checkNetwork(@Nullable NetworkConfiguration network, TaskDefinition definition) {
    boolean isAwsvpc = definition.networkMode() == NetworkMode.AWSVPC;
    boolean isGiven = network != null && network.awsvpcConfiguration() != null;
    if (isAwsvpc && !isGiven) {
      throw EcsErrors.invalid(
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    }
    if (!isAwsvpc && isGiven) {
      throw EcsErrors.invalid(
          "Network Configuration is not valid for the given networkMode of this "
              + "task definition.");
    }
    if (network != null && isGiven) {
      checkPlaces(network.awsvpcConfiguration());
    }
  }

  private void checkPlaces(AwsVpcConfiguration places) {
    if (places.subnets().isEmpty()) {
      throw EcsErrors.invalid("subnets can not be empty.");
    }
    if (places.subnets().size() > MAX_SUBNETS || places.securityGroups().size() > MAX_GROUPS) {
      throw EcsErrors.invalid("A network configuration has at most "
          + MAX_SUBNETS
          + " subnets and "
          + MAX_GROUPS
          + " security groups.");
    }
    Set<String> vpcs = new HashSet<>();
    subnets(places.subnets()).forEach(subnet -> vpcs.add(subnet.vpcId()));
    if (vpcs.size() > 1) {
      throw EcsErrors.invalid("Subnets must all be in the same VPC.");
    }
    groups(places.securityGroups()).forEach(group -> vpcs.add(group.vpcId()));
    if (vpcs.size() > 1) {
      throw EcsErrors.invalid(
          "You have specified two resources that belong to different networks.");
    }
  }

  /** The groups of a task's network interface: those asked for, else the VPC's default one. */
  List<String> groupsOf(AwsVpcConfiguration places) {
    if (!places.securityGroups().isEmpty()) {
      return places.securityGroups();
    }
    String vpc = subnets(places.subnets()).get(0).vpcId();
    Optional<String> group = ec2()
        .describeSecurityGroups(DescribeSecurityGroupsRequest.builder().build())
        .securityGroups()
        .stream()
        .filter(found -> found.vpcId().equals(vpc) && found.groupName().equals("default"))
        .map(SecurityGroup::groupId)
        .findFirst();
    return group.map(List::of).orElse(List.of());
  }

  private List<Subnet> subnets(List<String> ids) {
    try {
      return ec2()
          .describeSubnets(DescribeSubnetsRequest.builder().subnetIds(ids).build())
          .subnets();
    } catch (AwsServiceException e) {
      throw EcsErrors.invalid("Error retrieving subnet information for " + ids + ": " + text(e));
    }
  }

  private List<SecurityGroup> groups(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    try {
      return ec2()
          .describeSecurityGroups(
              DescribeSecurityGroupsRequest.builder().groupIds(ids).build())
          .securityGroups();
    } catch (AwsServiceException e) {
      throw EcsErrors.invalid(
          "Error retrieving security group information for " + ids + ": " + text(e));
    }
  }

  private static String text(AwsServiceException error) {
    return error.awsErrorDetails().errorMessage()
        + " (ErrorCode: "
        + error.awsErrorDetails().errorCode()
        + ")";
  }

  private Ec2Client ec2() {
    return account.service(region, SimulatedEc2.class);
  }
}
