package org.iasql.examples;

import java.util.List;
import java.util.stream.Stream;
import org.iasql.engine.AwsClients;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.iam.model.Role;

/** What an account holds, asked of AWS itself. */
final class Account {
  static final String REGION = "us-east-2";

  private Account() {}

  /** Names what the account has of the kinds that the stack is made of, save what AWS made. */
  static List<String> names(AwsClients aws) {
    List<LoadBalancer> balancers =
        aws.elb(REGION).describeLoadBalancers(r -> {}).loadBalancers();
    List<Cluster> clusters =
        aws.ecs(REGION).describeClusters(r -> r.clusters("quickstart-cluster")).clusters().stream()
            .filter(cluster -> cluster.status().equals("ACTIVE"))
            .toList();
    return Stream.of(
            aws.ec2(REGION).describeSecurityGroups(r -> {}).securityGroups().stream()
                .map(SecurityGroup::groupName)
                .filter(name -> !name.equals("default")),
            balancers.stream().map(LoadBalancer::loadBalancerName),
            balancers.stream()
                .flatMap(balancer -> aws
                    .elb(REGION)
                    .describeListeners(r -> r.loadBalancerArn(balancer.loadBalancerArn()))
                    .listeners()
                    .stream())
                .map(Listener::port)
                .map(port -> "listener " + port),
            aws.elb(REGION).describeTargetGroups(r -> {}).targetGroups().stream()
                .map(TargetGroup::targetGroupName),
            aws.ecr(REGION).describeRepositories(r -> {}).repositories().stream()
                .map(Repository::repositoryName),
            aws.iam().listRoles(r -> {}).roles().stream().map(Role::roleName),
            clusters.stream().map(Cluster::clusterName),
            clusters.stream()
                .flatMap(cluster -> aws
                    .ecs(REGION)
                    .describeServices(
                        r -> r.cluster(cluster.clusterName()).services("quickstart-service"))
                    .services()
                    .stream())
                .filter(service -> service.status().equals("ACTIVE"))
                .map(Service::serviceName))
        .flatMap(names -> names)
        .sorted()
        .toList();
  }
}
