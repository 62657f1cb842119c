package org.iasql.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.SecurityGroupRuleDao;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ec2.VpcDao;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.ListenerDao;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.aws.elb.LoadBalancerScheme;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.aws.elb.TargetType;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.RefusedException;

/**
 * How a stack is reached: its security group with its rules, its target group, load balancer and
 * listener.
 *
 * @param subnets AWS's ids of the default VPC's subnets
 */
record StackNetwork(SecurityGroup securityGroup, TargetGroup targetGroup, Set<String> subnets) {
  private static final String ANYWHERE = "0.0.0.0/0";

  /** A service takes no more. */
  private static final int MOST_SUBNETS = 16;

  static StackNetwork write(StackSettings settings, IasqlTransaction tx) {
    return new Writer(settings, tx).write();
  }

  private record Writer(StackSettings settings, IasqlTransaction tx) {
    StackNetwork write() {
      Vpc vpc = tx.dao(VpcDao.class)
          .findDefault()
          .orElseThrow(() -> new RefusedException(
              "Stack '%s' needs the region's default VPC, and table vpc has none. Create it with 'aws ec2 create-default-vpc', then SELECT * FROM iasql_sync()."
                  .formatted(settings.name())));
      SecurityGroup group = securityGroup();
      TargetGroupDao targetGroups = tx.dao(TargetGroupDao.class);
      Optional<TargetGroup> before = targetGroups.findByName(settings.targetGroup());
      int oldPort = before.flatMap(TargetGroup::port).orElse(settings.port());
      ingress(group, oldPort, vpc);
      egress(group);
      TargetGroup target = targetGroup(targetGroups, before);
      listener(loadBalancer(group), target, oldPort);
      return new StackNetwork(group, target, subnets(vpc));
    }

    private SecurityGroup securityGroup() {
      SecurityGroupDao groups = tx.dao(SecurityGroupDao.class);
      return groups
          .findByName(settings.securityGroup())
          .orElseGet(() -> groups.insert(
              SecurityGroup.builder().groupName(settings.securityGroup()).build()));
    }

    /** The stack's own rule is the one for its port, as that was, from one of the two sources. */
    private void ingress(SecurityGroup group, int oldPort, Vpc vpc) {
      SecurityGroupRuleDao rules = tx.dao(SecurityGroupRuleDao.class);
      SecurityGroupRule wanted = SecurityGroupRule.ingress(group.ref())
          .tcp(settings.port())
          .from(settings.internal() ? vpc.cidrBlock() : ANYWHERE)
          .build();
      List<SecurityGroupRule> there = rules.findByGroup(group.ref());
      if (there.stream().anyMatch(rule -> isSame(rule, wanted))) {
        return;
      }
      Optional<SecurityGroupRule> old = there.stream()
          .filter(rule -> List.of(ANYWHERE, vpc.cidrBlock()).stream()
              .map(block -> SecurityGroupRule.ingress(group.ref())
                  .tcp(oldPort)
                  .from(block)
                  .build())
              .anyMatch(own -> isSame(rule, own)))
          .findFirst();
      StackRows.converge(
          rules,
          old,
          () -> wanted,
          rule -> rule.withFromPort(wanted.fromPort())
              .withToPort(wanted.toPort())
              .withCidrIpv4(wanted.cidrIpv4()));
    }

    private void egress(SecurityGroup group) {
      SecurityGroupRuleDao rules = tx.dao(SecurityGroupRuleDao.class);
      SecurityGroupRule wanted =
          SecurityGroupRule.egress(group.ref()).all().to(ANYWHERE).build();
      if (rules.findByGroup(group.ref()).stream().noneMatch(rule -> isSame(rule, wanted))) {
        rules.insert(wanted);
      }
    }

    /** AWS takes rules for the same that differ in their descriptions alone. */
    private static boolean isSame(SecurityGroupRule rule, SecurityGroupRule wanted) {
      return rule.withRegion(Optional.empty())
          .withDescription(Optional.empty())
          .equals(wanted.withRegion(Optional.empty()).withDescription(Optional.empty()));
    }

    private TargetGroup targetGroup(TargetGroupDao targetGroups, Optional<TargetGroup> before) {
      return StackRows.converge(
          targetGroups,
          before,
          () -> TargetGroup.builder()
              .targetGroupName(settings.targetGroup())
              .targetType(TargetType.IP)
              .protocol(Protocol.HTTP)
              .port(settings.port())
              .healthCheckPath(settings.healthCheckPath())
              .build(),
          group -> group.withPort(settings.port()).withHealthCheckPath(settings.healthCheckPath()));
    }

    private LoadBalancer loadBalancer(SecurityGroup group) {
      LoadBalancerScheme scheme =
          settings.internal() ? LoadBalancerScheme.INTERNAL : LoadBalancerScheme.INTERNET_FACING;
      LoadBalancerDao balancers = tx.dao(LoadBalancerDao.class);
      return StackRows.converge(
          balancers,
          balancers.findByName(settings.loadBalancer()),
          () -> LoadBalancer.builder()
              .loadBalancerName(settings.loadBalancer())
              .scheme(scheme)
              .addSecurityGroups(group.ref())
              .build(),
          balancer -> balancer.withScheme(scheme));
    }

    private void listener(LoadBalancer balancer, TargetGroup target, int oldPort) {
      ListenerDao listeners = tx.dao(ListenerDao.class);
      StackRows.converge(
          listeners,
          listeners.findByLoadBalancer(balancer.ref()).stream()
              .filter(listener -> listener.port() == oldPort)
              .findFirst(),
          () -> Listener.builder()
              .loadBalancerId(balancer.ref())
              .targetGroupId(target.ref())
              .protocol(Protocol.HTTP)
              .port(settings.port())
              .build(),
          listener -> listener.withPort(settings.port()).withTargetGroupId(target.ref()));
    }

    private Set<String> subnets(Vpc vpc) {
      Set<String> ids = new TreeSet<>();
      tx.dao(SubnetDao.class).findByVpc(vpc.ref()).stream()
          .map(Subnet::subnetId)
          .flatMap(Optional::stream)
          .sorted()
          .limit(MOST_SUBNETS)
          .forEach(ids::add);
      return ids;
    }
  }
}
