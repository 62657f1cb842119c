package org.iasql.contract;

import java.util.List;
import org.iasql.core.IasqlTransaction;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * What services refer to, each of it twice, {@code one} and {@code two}: as rows, and the first of
 * it made with plain SDK clients.
 */
@SuppressWarnings("unchecked") // The SDK's builders take arrays of generic consumers.
final class ServiceRows {
  private static final List<String> ROWS = List.of(
      """
      INSERT INTO security_group (group_name, description)
      VALUES ('one', 'for the contract'), ('two', 'for the contract')""",
      """
      INSERT INTO target_group (target_group_name, target_type, protocol, port)
      VALUES ('one', 'ip', 'HTTP', 80), ('two', 'ip', 'HTTP', 80)""",
      """
      INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type, ip_address_type)
      VALUES ('contract', 'internet-facing', 'application', 'ipv4')""",
      """
      INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id)
      SELECT l.id, s.id FROM load_balancer l, security_group s WHERE s.group_name = 'one'""",
      """
      INSERT INTO listener (load_balancer_id, port, protocol, target_group_id)
      SELECT l.id, 80 + row_number() OVER (ORDER BY t.id), 'HTTP', t.id
      FROM load_balancer l, target_group t""",
      "INSERT INTO cluster (cluster_name) VALUES ('one'), ('two')",
      """
      INSERT INTO task_definition (family, cpu_memory)
      VALUES ('one', 'vCPU0.25-0.5GB'), ('two', 'vCPU0.25-0.5GB')""",
      """
      INSERT INTO container_definition (name, image, essential, container_port, task_definition_id)
      SELECT 'web', 'nginx', true, 80, id FROM task_definition""");

  private ServiceRows() {}

  static void insert(IasqlTransaction tx) {
    ROWS.forEach(tx.handle()::execute);
  }

  static void make(SimulatedAws aws) {
    String vpc = aws.ec2().describeVpcs().vpcs().get(0).vpcId();
    String group = aws.ec2()
        .createSecurityGroup(
            request -> request.groupName("one").description("for the contract").vpcId(vpc))
        .groupId();
    String target = aws.elb()
        .createTargetGroup(request -> request
            .name("one")
            .vpcId(vpc)
            .targetType(TargetTypeEnum.IP)
            .protocol(ProtocolEnum.HTTP)
            .port(80))
        .targetGroups()
        .get(0)
        .targetGroupArn();
    String balancer = aws.elb()
        .createLoadBalancer(
            request -> request.name("contract").subnets(subnets(aws)).securityGroups(group))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
    aws.elb()
        .createListener(request -> request
            .loadBalancerArn(balancer)
            .port(80)
            .protocol(ProtocolEnum.HTTP)
            .defaultActions(Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(target)
                .build()));
    aws.ecs().createCluster(request -> request.clusterName("one"));
    aws.ecs()
        .registerTaskDefinition(request -> request
            .family("one")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(container ->
                container.name("web").image("nginx").portMappings(port -> port.containerPort(80))));
    // A task definition is imported with a service that runs it.
    aws.ecs()
        .createService(request -> request
            .cluster("one")
            .serviceName("neighbour")
            .taskDefinition("one")
            .desiredCount(0)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(
                network -> network.awsvpcConfiguration(v -> v.subnets(subnets(aws)))));
  }

  /** Makes the service, and returns its ARN. */
  static String makeService(SimulatedAws aws) {
    String target = aws.elb().describeTargetGroups().targetGroups().get(0).targetGroupArn();
    String group = aws.ec2().describeSecurityGroups().securityGroups().stream()
        .filter(found -> found.groupName().equals("one"))
        .findFirst()
        .orElseThrow()
        .groupId();
    return aws.ecs()
        .createService(request -> request
            .cluster("one")
            .serviceName("contract")
            .taskDefinition("one")
            .desiredCount(2)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(
                network -> network.awsvpcConfiguration(vpc -> vpc.subnets(subnets(aws))
                    .securityGroups(group)
                    .assignPublicIp(AssignPublicIp.ENABLED)))
            .loadBalancers(
                balancer -> balancer.targetGroupArn(target).containerName("web").containerPort(80)))
        .service()
        .serviceArn();
  }

  private static List<String> subnets(SimulatedAws aws) {
    return aws.ec2().describeSubnets().subnets().stream()
        .map(software.amazon.awssdk.services.ec2.model.Subnet::subnetId)
        .sorted()
        .toList();
  }
}
