package org.iasql.local.aws;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.iasql.local.aws.acm.SimulatedAcm;
import org.iasql.local.aws.cloudwatchlogs.SimulatedLogs;
import org.iasql.local.aws.ec2.SimulatedEc2;
import org.iasql.local.aws.ecr.SimulatedEcr;
import org.iasql.local.aws.ecrpublic.SimulatedEcrPublic;
import org.iasql.local.aws.ecs.SimulatedEcs;
import org.iasql.local.aws.elb.SimulatedElb;
import org.iasql.local.aws.iam.SimulatedIam;
import org.iasql.local.aws.rds.SimulatedRds;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;

/**
 * Collects what an account holds, by asking the services themselves: past the log, the listeners
 * and the latency. What goes away with something else (a listener, an image) is not listed, nor what
 * AWS makes by itself and nobody deletes (service-linked roles, default parameter groups).
 */
final class Inventory {
  private final Account account;
  private final SortedSet<String> found = new TreeSet<>();

  private Inventory(Account account) {
    this.account = account;
  }

  static SortedSet<String> of(Account account) {
    account.lock().lock();
    try {
      Inventory inventory = new Inventory(account);
      inventory.global();
      account.regions().forEach(inventory::region);
      return inventory.found;
    } finally {
      account.lock().unlock();
    }
  }

  private void global() {
    account.service(Account.GLOBAL, SimulatedIam.class).listRolesPaginator().roles().stream()
        .filter(role -> !role.path().startsWith("/aws-service-role/"))
        .map(Role::arn)
        .forEach(found::add);
    account
        .service("us-east-1", SimulatedEcrPublic.class)
        .describeRepositoriesPaginator(request -> {})
        .repositories()
        .forEach(repository -> found.add(repository.repositoryArn()));
  }

  private void region(String region) {
    network(account.service(region, SimulatedEc2.class));
    balancing(account.service(region, SimulatedElb.class));
    containers(account.service(region, SimulatedEcs.class));
    databases(account.service(region, SimulatedRds.class));
    account
        .service(region, SimulatedEcr.class)
        .describeRepositoriesPaginator(request -> {})
        .repositories()
        .forEach(repository -> found.add(repository.repositoryArn()));
    account.service(region, SimulatedLogs.class).describeLogGroupsPaginator().logGroups().stream()
        .map(LogGroup::logGroupArn)
        .forEach(found::add);
    account
        .service(region, SimulatedAcm.class)
        .listCertificatesPaginator()
        .certificateSummaryList()
        .stream()
        .map(CertificateSummary::certificateArn)
        .forEach(found::add);
  }

  private void network(SimulatedEc2 ec2) {
    ec2.describeVpcsPaginator().vpcs().stream().map(Vpc::vpcId).forEach(found::add);
    ec2.describeSubnetsPaginator().subnets().stream().map(Subnet::subnetId).forEach(found::add);
    ec2.describeSecurityGroupsPaginator().securityGroups().stream()
        .map(SecurityGroup::groupId)
        .forEach(found::add);
    ec2.describeSecurityGroupRulesPaginator(request -> {}).securityGroupRules().stream()
        .map(SecurityGroupRule::securityGroupRuleId)
        .forEach(found::add);
  }

  private void balancing(SimulatedElb elb) {
    elb.describeLoadBalancersPaginator().loadBalancers().stream()
        .map(LoadBalancer::loadBalancerArn)
        .forEach(found::add);
    elb.describeTargetGroupsPaginator(request -> {}).targetGroups().stream()
        .map(TargetGroup::targetGroupArn)
        .forEach(found::add);
  }

  private void containers(SimulatedEcs ecs) {
    ecs.listTaskDefinitionsPaginator().taskDefinitionArns().forEach(found::add);
    for (String cluster : ecs.listClustersPaginator().clusterArns()) {
      found.add(cluster);
      ecs.listServicesPaginator(request -> request.cluster(cluster)).stream()
          .filter(page -> !page.serviceArns().isEmpty())
          .flatMap(page -> services(ecs, cluster, page.serviceArns()).stream())
          .filter(service -> service.status().equals("ACTIVE"))
          .map(Service::serviceArn)
          .forEach(found::add);
    }
  }

  private static List<Service> services(SimulatedEcs ecs, String cluster, List<String> arns) {
    return ecs.describeServices(request -> request.cluster(cluster).services(arns))
        .services();
  }

  private void databases(SimulatedRds rds) {
    rds.describeDBInstancesPaginator().dbInstances().stream()
        .filter(instance -> !instance.dbInstanceStatus().equals("deleting"))
        .map(DBInstance::dbInstanceArn)
        .forEach(found::add);
    rds.describeDBParameterGroupsPaginator().dbParameterGroups().stream()
        .filter(group -> !group.dbParameterGroupName().startsWith("default."))
        .map(DBParameterGroup::dbParameterGroupArn)
        .forEach(found::add);
  }
}
