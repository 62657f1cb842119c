package org.iasql.engine.plan;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.AssignPublicIp;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.CpuMemory;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerScheme;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetType;
import org.iasql.aws.iam.Role;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Observed;

/** The rows of the tutorial's stack, and the account that it starts with. */
final class Tutorial {
  static final String REGION = "us-east-2";
  static final int DEFAULT_VPC = 1;
  static final int GROUP = 2;
  static final int INGRESS = 1;
  static final int EGRESS = 2;
  static final String ROLE = "ecsTaskExecRole-us-east-2";

  private Tutorial() {}

  /** The default VPC with two subnets and its default group, imported. */
  static Scene account() {
    Vpc vpc =
        Vpc.builder().region(REGION).vpcId("vpc-1").cidrBlock("172.31.0.0/16").build();
    SecurityGroup group = SecurityGroup.builder()
        .region(REGION)
        .groupName("default")
        .description("default VPC security group")
        .groupId("sg-default")
        .vpcId(Ref.<Vpc>cloud("vpc-1"))
        .build();
    return new Scene()
        .imported(vpc.withId(DEFAULT_VPC), Observed.of("vpc-1", vpc).madeByAws(true))
        .imported(
            subnet("subnet-a", "a").withId(1).withVpcId(Ref.row(DEFAULT_VPC)),
            Observed.of("subnet-a", subnet("subnet-a", "a")).madeByAws(true))
        .imported(
            subnet("subnet-b", "b").withId(2).withVpcId(Ref.row(DEFAULT_VPC)),
            Observed.of("subnet-b", subnet("subnet-b", "b")).madeByAws(true))
        .imported(
            group.withId(1).withVpcId(Ref.<Vpc>row(DEFAULT_VPC)),
            Observed.of("sg-default", group).madeByAws(true));
  }

  private static Subnet subnet(String id, String zone) {
    return Subnet.builder()
        .region(REGION)
        .availabilityZone(REGION + zone)
        .cidrBlock(zone.equals("a") ? "172.31.0.0/20" : "172.31.16.0/20")
        .subnetId(id)
        .vpcId(Ref.cloud("vpc-1"))
        .build();
  }

  /** The account with the rows of the stack, before an apply. */
  static Scene rows() {
    return account()
        .row(group())
        .row(SecurityGroupRule.ingress(Ref.row(GROUP))
            .id(INGRESS)
            .region(REGION)
            .tcp(8088)
            .from("0.0.0.0/0")
            .build())
        .row(SecurityGroupRule.egress(Ref.row(GROUP))
            .id(EGRESS)
            .region(REGION)
            .all()
            .to("0.0.0.0/0")
            .build())
        .row(targetGroup())
        .row(loadBalancer())
        .row(Listener.builder()
            .id(1)
            .region(REGION)
            .port(8088)
            .protocol(Protocol.HTTP)
            .loadBalancerId(Ref.row(1))
            .targetGroupId(Ref.row(1))
            .build())
        .row(Repository.builder()
            .id(1)
            .region(REGION)
            .repositoryName("quickstart-repository")
            .build())
        .row(Cluster.builder()
            .id(1)
            .region(REGION)
            .clusterName("quickstart-cluster")
            .build())
        .row(role())
        .row(taskDefinition())
        .row(service());
  }

  /** The same after an apply. */
  static Scene applied() {
    return rows().apply();
  }

  static SecurityGroup group() {
    return SecurityGroup.builder()
        .id(GROUP)
        .region(REGION)
        .groupName("quickstart-security-group")
        .description("quickstart")
        .vpcId(Ref.<Vpc>row(DEFAULT_VPC))
        .build();
  }

  static TargetGroup targetGroup() {
    return TargetGroup.builder()
        .id(1)
        .region(REGION)
        .targetGroupName("quickstart-target")
        .targetType(TargetType.IP)
        .protocol(Protocol.HTTP)
        .port(8088)
        .vpc("default")
        .vpcId(Ref.<Vpc>row(DEFAULT_VPC))
        .healthCheckPath("/health")
        .build();
  }

  static LoadBalancer loadBalancer() {
    return LoadBalancer.builder()
        .id(1)
        .region(REGION)
        .loadBalancerName("quickstart-load-balancer")
        .scheme(LoadBalancerScheme.INTERNET_FACING)
        .vpc("default")
        .vpcId(Ref.<Vpc>row(DEFAULT_VPC))
        .addSecurityGroups(Ref.row(GROUP))
        .build();
  }

  static Role role() {
    return Role.builder()
        .roleName(ROLE)
        .trustedService("ecs-tasks.amazonaws.com")
        .addAttachedPoliciesArns(
            "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy")
        .build();
  }

  private static TaskDefinition taskDefinition() {
    ContainerDefinition container = ContainerDefinition.builder()
        .name("quickstart-container")
        .essential(true)
        .repositoryId(Ref.<Repository>row(1))
        .tag("latest")
        .memoryReservation(8192)
        .containerPort(8088)
        .build();
    return TaskDefinition.builder()
        .id(1)
        .region(REGION)
        .family("quickstart-td")
        .cpuMemory(CpuMemory.VCPU2_8GB)
        .role(Ref.row(ROLE))
        .containers(List.of(container))
        .build();
  }

  /** The task definition with its containers writing into a log group, or none. */
  static TaskDefinition logging(TaskDefinition definition, Optional<Ref<LogGroup>> group) {
    return definition.withContainers(
        definition.containers().stream().map(c -> c.withLogGroupId(group)).toList());
  }

  private static Service service() {
    return Service.builder()
        .id(1)
        .region(REGION)
        .name("quickstart-service")
        .clusterId(Ref.row(1))
        .taskDefinitionId(Ref.<TaskDefinition>row(1))
        .targetGroupId(Ref.<TargetGroup>row(1))
        .addSubnets("subnet-a", "subnet-b")
        .addSecurityGroups(Ref.row(GROUP))
        .assignPublicIp(AssignPublicIp.ENABLED)
        .build();
  }
}
