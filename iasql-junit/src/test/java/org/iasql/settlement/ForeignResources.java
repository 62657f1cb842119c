package org.iasql.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * What a stranger makes with plain SDK clients: a resource of each type, about half of them with the
 * name that a stack's rows have. It differs from the stack's in what an update could change.
 */
@SuppressWarnings("unchecked") // The SDK's builders take arrays of generic consumers.
final class ForeignResources {
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final String PULL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"ecr:BatchGetImage\"]}]}";

  private final SimulatedAws aws;
  private final Supplier<String> names;
  private final List<Made> made = new ArrayList<>();

  /**
   * One of them.
   *
   * @param mark what a plan calls it: its name, or AWS's id
   * @param look everything that AWS tells of it
   */
  record Made(String table, String mark, Supplier<String> look) {
    @Override
    public String toString() {
      return table + " " + mark;
    }
  }

  private ForeignResources(SimulatedAws aws, Supplier<String> names) {
    this.aws = aws;
    this.names = names;
  }

  /** Makes them all; each has one of two names. */
  static ForeignResources make(SimulatedAws aws, Random random, String taken, String other) {
    return make(aws, () -> random.nextBoolean() ? taken : other);
  }

  /** Makes them all under the names that a supplier gives. */
  static ForeignResources make(SimulatedAws aws, Supplier<String> names) {
    ForeignResources foreign = new ForeignResources(aws, names);
    foreign.makeNamesAlone();
    foreign.makeRepositories();
    String group = foreign.makeNetwork();
    foreign.makeDatabase(group);
    foreign.makeService(group, foreign.makeBalancing(group));
    foreign.look(); // What is being provisioned is finished when it is looked at.
    return foreign;
  }

  /** All that was made, in an order in which it can be taken over. */
  List<Made> all() {
    return List.copyOf(made);
  }

  /** The tables in which a row with this name would stand for something foreign. */
  List<String> tablesWith(String name) {
    return made.stream().filter(m -> m.mark().equals(name)).map(Made::table).toList();
  }

  /** Field by field what AWS tells of each. */
  Map<String, String> look() {
    Map<String, String> looks = new TreeMap<>();
    made.forEach(m -> looks.put(m.toString(), read(m)));
    return looks;
  }

  private static String read(Made resource) {
    try {
      return resource.look().get();
    } catch (software.amazon.awssdk.awscore.exception.AwsServiceException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private void add(String table, String mark, Supplier<Object> look) {
    made.add(new Made(table, mark, () -> look.get().toString()));
  }

  private void makeNamesAlone() {
    String log = names.get();
    aws.logs().createLogGroup(r -> r.logGroupName(log));
    aws.logs().putRetentionPolicy(r -> r.logGroupName(log).retentionInDays(7));
    add(
        "log_group",
        log,
        () -> aws.logs().describeLogGroups(r -> r.logGroupNamePrefix(log)).logGroups().stream()
            .filter(group -> group.logGroupName().equals(log))
            .toList());

    String role = names.get();
    String policy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    aws.iam()
        .createRole(r ->
            r.roleName(role).description("made by a stranger").assumeRolePolicyDocument(TRUST));
    aws.iam().attachRolePolicy(r -> r.roleName(role).policyArn(policy));
    add(
        "role",
        role,
        () -> aws.iam().getRole(r -> r.roleName(role)).role() + " "
            + aws.iam().listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies());

    String parameters = names.get();
    aws.rds()
        .createDBParameterGroup(r -> r.dbParameterGroupName(parameters)
            .dbParameterGroupFamily("postgres16")
            .description("made by a stranger"));
    add(
        "parameter_group",
        parameters,
        () -> aws.rds()
                .describeDBParameterGroups(r -> r.dbParameterGroupName(parameters))
                .dbParameterGroups()
            + " "
            + aws.rds()
                .describeDBParameters(r -> r.dbParameterGroupName(parameters).source("user"))
                .parameters());
  }

  private void makeRepositories() {
    String name = names.get();
    String arn = aws.ecr()
        .createRepository(r -> r.repositoryName(name).imageTagMutability("IMMUTABLE"))
        .repository()
        .repositoryArn();
    aws.ecr().setRepositoryPolicy(r -> r.repositoryName(name).policyText(PULL));
    add(
        "repository",
        name,
        () -> aws.ecr().describeRepositories(r -> r.repositoryNames(name)).repositories());
    add(
        "repository_policy",
        arn,
        () -> aws.ecr().getRepositoryPolicy(r -> r.repositoryName(name)).policyText());

    String open = names.get();
    aws.ecrPublic().createRepository(r -> r.repositoryName(open));
    add(
        "public_repository",
        open,
        () -> aws.ecrPublic().describeRepositories(r -> r.repositoryNames(open)).repositories());
  }

  /** A VPC and a group in the default VPC, whose name alone can be taken. */
  private String makeNetwork() {
    String vpc = aws.ec2().createVpc(r -> r.cidrBlock("10.99.0.0/16")).vpc().vpcId();
    add("vpc", vpc, () -> aws.ec2().describeVpcs(r -> r.vpcIds(vpc)).vpcs());
    String subnet = aws.ec2()
        .createSubnet(r -> r.vpcId(vpc).cidrBlock("10.99.1.0/24").availabilityZone("us-east-2a"))
        .subnet()
        .subnetId();
    add(
        "subnet",
        subnet,
        () -> aws.ec2().describeSubnets(r -> r.subnetIds(subnet)).subnets());

    String name = names.get();
    String group =
        aws.ec2().createSecurityGroup(r -> r.groupName(name).description("web")).groupId();
    add(
        "security_group",
        name,
        () -> aws.ec2().describeSecurityGroups(r -> r.groupIds(group)).securityGroups());
    aws.ec2()
        .authorizeSecurityGroupIngress(r -> r.groupId(group)
            .ipPermissions(p -> p.ipProtocol("tcp")
                .fromPort(80)
                .toPort(80)
                .ipRanges(range -> range.cidrIp("0.0.0.0/0").description("made by a stranger"))));
    add(
        "security_group_rule",
        "tcp",
        () -> aws.ec2()
            .describeSecurityGroupRules(
                r -> r.filters(Filter.builder().name("group-id").values(group).build()))
            .securityGroupRules());
    return group;
  }

  private void makeDatabase(String group) {
    String name = names.get();
    aws.rds()
        .createDBInstance(r -> r.dbInstanceIdentifier(name)
            .allocatedStorage(20)
            .dbInstanceClass("db.t3.micro")
            .engine("postgres")
            .masterUsername("stranger")
            .masterUserPassword("correct-horse-battery")
            .vpcSecurityGroupIds(group));
    add(
        "rds",
        name,
        () -> aws.rds().describeDBInstances(r -> r.dbInstanceIdentifier(name)).dbInstances());
  }

  private String makeBalancing(String group) {
    String vpc = aws.ec2()
        .describeSecurityGroups(r -> r.groupIds(group))
        .securityGroups()
        .get(0)
        .vpcId();
    String name = names.get();
    String target = aws.elb()
        .createTargetGroup(r -> r.name(name)
            .vpcId(vpc)
            .targetType(TargetTypeEnum.IP)
            .protocol(ProtocolEnum.HTTP)
            .port(80)
            .healthCheckPath("/stranger"))
        .targetGroups()
        .get(0)
        .targetGroupArn();
    add(
        "target_group",
        name,
        () -> aws.elb().describeTargetGroups(r -> r.targetGroupArns(target)).targetGroups());
    String front = names.get();
    String balancer = aws.elb()
        .createLoadBalancer(r -> r.name(front).subnets(subnets(vpc)).securityGroups(group))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
    add(
        "load_balancer",
        front,
        () -> aws.elb().describeLoadBalancers(r -> r.loadBalancerArns(balancer)).loadBalancers());
    Action forward =
        Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(target).build();
    String listener = aws.elb()
        .createListener(r -> r.loadBalancerArn(balancer)
            .port(8080)
            .protocol(ProtocolEnum.HTTP)
            .defaultActions(forward))
        .listeners()
        .get(0)
        .listenerArn();
    add(
        "listener",
        "8080",
        () -> aws.elb().describeListeners(r -> r.listenerArns(listener)).listeners());
    return target;
  }

  private void makeService(String group, String target) {
    String cluster = names.get();
    aws.ecs().createCluster(r -> r.clusterName(cluster));
    add(
        "cluster",
        cluster,
        () -> aws.ecs().describeClusters(r -> r.clusters(cluster)).clusters());
    String family = names.get();
    String definition = aws.ecs()
        .registerTaskDefinition(r -> r.family(family)
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(c ->
                c.name("stranger").image("nginx").portMappings(port -> port.containerPort(80))))
        .taskDefinition()
        .taskDefinitionArn();
    add(
        "task_definition",
        family,
        () ->
            aws.ecs().describeTaskDefinition(r -> r.taskDefinition(definition)).taskDefinition());
    String vpc = aws.ec2()
        .describeSecurityGroups(r -> r.groupIds(group))
        .securityGroups()
        .get(0)
        .vpcId();
    String name = names.get();
    aws.ecs()
        .createService(r -> r.cluster(cluster)
            .serviceName(name)
            .taskDefinition(definition)
            .desiredCount(1)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(
                n -> n.awsvpcConfiguration(v -> v.subnets(subnets(vpc)).securityGroups(group)))
            .loadBalancers(
                b -> b.targetGroupArn(target).containerName("stranger").containerPort(80)));
    add(
        "service",
        name,
        () -> aws.ecs().describeServices(r -> r.cluster(cluster).services(name)).services());
  }

  private List<String> subnets(String vpc) {
    Filter ofVpc = Filter.builder().name("vpc-id").values(vpc).build();
    return aws.ec2().describeSubnets(r -> r.filters(ofVpc)).subnets().stream()
        .map(subnet -> subnet.subnetId())
        .sorted()
        .toList();
  }
}
