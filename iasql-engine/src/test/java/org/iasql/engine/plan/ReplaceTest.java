package org.iasql.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.engine.plan.GraphAssert.assertThat;
import static org.iasql.engine.plan.PlanAssert.assertThat;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerScheme;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.iam.Role;
import org.iasql.core.resource.Ref;
import org.junit.jupiter.api.Test;

class ReplaceTest {
  private static final String INGRESS = "ingress tcp 8088-8088 from 0.0.0.0/0";
  private static final String EGRESS = "egress all to 0.0.0.0/0";

  private final Scene scene = Tutorial.applied();

  @Test
  void makesTheNewOneFirstIfTheNameChanges() {
    scene.change(Repository.class, 1, r -> r.withRepositoryName("images"));
    assertThat(scene.plan())
        .replaces("repository", "images")
        .updates("task_definition", "quickstart-td")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("create repository images")
        .first()
        .runs("update task_definition quickstart-td")
        .first()
        .after("create repository images")
        .runs("update service quickstart-service")
        .first()
        .after("update task_definition quickstart-td")
        .runs("delete repository repository/quickstart-repository")
        .last()
        .after("update task_definition quickstart-td");
    converges();
  }

  @Test
  void deletesTheOldOneFirstIfTheNameStays() {
    scene.change(TargetGroup.class, 1, g -> g.withPort(9090));
    assertThat(scene.plan())
        .interrupts("target_group", "quickstart-target")
        .updates("listener", "HTTP 8088")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("delete target_group target_group/quickstart-target")
        .last()
        .after("detach listener HTTP 8088", "detach service quickstart-service")
        .runs("create target_group quickstart-target")
        .last()
        .after("delete target_group target_group/quickstart-target")
        .runs("update listener HTTP 8088")
        .last()
        .after("create target_group quickstart-target")
        .runs("update service quickstart-service")
        .after("update listener HTTP 8088");
    converges();
  }

  @Test
  void keepsTheRulesOfAGroupWhoseDescriptionChanges() {
    scene.change(SecurityGroup.class, Tutorial.GROUP, g -> g.withDescription("another"));
    assertThat(scene.plan())
        .interrupts("security_group", "quickstart-security-group")
        .interrupts("security_group_rule", INGRESS)
        .interrupts("security_group_rule", EGRESS)
        .updates("load_balancer", "quickstart-load-balancer")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("delete security_group security_group/quickstart-security-group")
        .after(
            "delete security_group_rule security_group_rule/" + INGRESS,
            "delete security_group_rule security_group_rule/" + EGRESS,
            "detach load_balancer quickstart-load-balancer",
            "detach service quickstart-service")
        .runs("remove byproduct security_group quickstart-security-group")
        .after("create security_group quickstart-security-group")
        .runs("create security_group_rule " + EGRESS)
        .after("remove byproduct security_group quickstart-security-group")
        .runs("update load_balancer quickstart-load-balancer")
        .after("create security_group quickstart-security-group");
    converges();
  }

  @Test
  void takesTheListenersOfALoadBalancerWithIt() {
    scene.change(LoadBalancer.class, 1, b -> b.withScheme(LoadBalancerScheme.INTERNAL));
    assertThat(scene.plan())
        .interrupts("load_balancer", "quickstart-load-balancer")
        .interrupts("listener", "HTTP 8088")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("create listener HTTP 8088")
        .after("create load_balancer quickstart-load-balancer")
        .runs("create load_balancer quickstart-load-balancer")
        .after("delete load_balancer load_balancer/quickstart-load-balancer")
        .runs("delete load_balancer load_balancer/quickstart-load-balancer")
        .after("delete listener listener/HTTP 8088");
    converges();
  }

  @Test
  void deletesAListenerTogetherWithTheLoadBalancerThatIsReplaced() {
    scene
        .change(LoadBalancer.class, 1, b -> b.withScheme(LoadBalancerScheme.INTERNAL))
        .delete(Listener.class, 1);
    assertThat(scene.plan())
        .interrupts("load_balancer", "quickstart-load-balancer")
        .deletes("listener", "listener/HTTP 8088")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("delete load_balancer load_balancer/quickstart-load-balancer")
        .after("delete listener listener/HTTP 8088");
    converges();
  }

  @Test
  void replacesBothEndsOfAListener() {
    scene
        .change(LoadBalancer.class, 1, b -> b.withScheme(LoadBalancerScheme.INTERNAL))
        .change(TargetGroup.class, 1, g -> g.withPort(9090));
    assertThat(scene.plan())
        .interrupts("load_balancer", "quickstart-load-balancer")
        .interrupts("target_group", "quickstart-target")
        .interrupts("listener", "HTTP 8088")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("update service quickstart-service")
        .after("create listener HTTP 8088")
        .runs("create listener HTTP 8088")
        .after(
            "create load_balancer quickstart-load-balancer",
            "create target_group quickstart-target");
    converges();
  }

  @Test
  void movesTheServiceToANewRevision() {
    TaskDefinition definition = scene.get(TaskDefinition.class, 1);
    scene.row(definition.withContainers(
        definition.containers().stream().map(c -> c.withTag("v2")).toList()));
    assertThat(scene.plan())
        .updates("task_definition", "quickstart-td")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .hasOnly("update task_definition quickstart-td", "update service quickstart-service")
        .runs("update service quickstart-service")
        .after("update task_definition quickstart-td");
    converges();
  }

  @Test
  void followsTheLogGroupOfAContainerToItsNewName() {
    scene
        .row(
            LogGroup.builder().id(1).region(Tutorial.REGION).logGroupName("app").build())
        .change(TaskDefinition.class, 1, d -> Tutorial.logging(d, Optional.of(Ref.row(1))))
        .apply()
        .change(LogGroup.class, 1, g -> g.withLogGroupName("web"));
    assertThat(scene.plan())
        .replaces("log_group", "web")
        .updates("task_definition", "quickstart-td")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("delete log_group log_group/app")
        .after("update task_definition quickstart-td")
        .runs("update task_definition quickstart-td")
        .after("create log_group web");
    converges();
  }

  @Test
  void replacesAServiceInAClusterWithANewName() {
    scene.change(Cluster.class, 1, c -> c.withClusterName("other"));
    assertThat(scene.plan())
        .replaces("cluster", "other")
        .replaces("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("create service quickstart-service")
        .first()
        .after("create cluster other")
        .runs("delete cluster cluster/quickstart-cluster")
        .after("delete service service/quickstart-service");
    converges();
  }

  @Test
  void followsARoleToItsNewName() {
    Role renamed = scene.get(Role.class, Tutorial.ROLE).withRoleName("runner");
    scene
        .delete(Role.class, Tutorial.ROLE)
        .row(renamed)
        .change(
            TaskDefinition.class,
            1,
            d -> d.withTaskRoleName(Ref.<Role>row("runner"))
                .withExecutionRoleName(Ref.<Role>row("runner")));
    assertThat(scene.plan())
        .replaces("role", "runner")
        .updates("task_definition", "quickstart-td")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("delete role role/" + Tutorial.ROLE)
        .after("update task_definition quickstart-td");
    converges();
  }

  @Test
  void replacesTheRulesThatNameAReplacedGroup() {
    scene
        .row(Tutorial.group().withId(5).withGroupName("database"))
        .row(SecurityGroupRule.ingress(Ref.row(5))
            .id(5)
            .region(Tutorial.REGION)
            .tcp(5432)
            .fromGroup(Ref.row(Tutorial.GROUP))
            .build())
        .apply()
        .change(SecurityGroup.class, Tutorial.GROUP, g -> g.withDescription("another"));
    String rule = "ingress tcp 5432-5432 from security group 2";
    assertThat(scene.plan())
        .interrupts("security_group", "quickstart-security-group")
        .interrupts("security_group_rule", INGRESS)
        .interrupts("security_group_rule", EGRESS)
        .interrupts("security_group_rule", rule)
        .updates("load_balancer", "quickstart-load-balancer")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("create security_group_rule " + rule)
        .after("create security_group quickstart-security-group")
        .runs("delete security_group security_group/quickstart-security-group")
        .after("delete security_group_rule security_group_rule/" + rule);
    converges();
  }

  @Test
  void interruptsARuleThatChangesTogetherWithItsGroup() {
    scene
        .change(SecurityGroup.class, Tutorial.GROUP, g -> g.withDescription("another"))
        .change(SecurityGroupRule.class, Tutorial.INGRESS, r -> r.withCidrIpv4("10.0.0.0/8"));
    assertThat(scene.plan())
        .interrupts("security_group", "quickstart-security-group")
        .interrupts("security_group_rule", "ingress tcp 8088-8088 from 10.0.0.0/8")
        .interrupts("security_group_rule", EGRESS)
        .updates("load_balancer", "quickstart-load-balancer")
        .updates("service", "quickstart-service")
        .andNothingElse();
    converges();
  }

  @Test
  void movesWhatIsInAVpcThatIsReplaced() {
    Networks.second(scene).apply().change(Vpc.class, 2, v -> v.withCidrBlock("10.1.0.0/16"));
    assertThat(scene.plan())
        .replaces("vpc", "vpc/10.0.0.0/16")
        .replaces("subnet", "subnet/10.0.1.0/24")
        .replaces("subnet", "subnet/10.0.2.0/24")
        .replaces("security_group", "inner")
        .replaces("security_group_rule", "ingress tcp 22-22 from 10.0.0.0/8")
        .andNothingElse();
    assertThat(scene.graph())
        .runs("create security_group inner")
        .first()
        .runs("delete vpc vpc/10.0.0.0/16")
        .after(
            "delete subnet subnet/10.0.1.0/24",
            "delete security_group security_group/inner",
            "delete security_group_rule security_group_rule/ingress tcp 22-22 from 10.0.0.0/8");
    converges();
  }

  @Test
  void leavesAwsToChooseAgainInAnotherVpc() {
    Networks.second(scene).apply();
    scene.row(LoadBalancer.builder()
        .from(scene.get(LoadBalancer.class, 1))
        .vpcId(Ref.<Vpc>row(2))
        .subnets(Optional.empty())
        .availabilityZones(Optional.empty())
        .build());
    PlannedChange<?> change = scene.plan().changes().stream()
        .filter(c -> c.table().equals("load_balancer"))
        .findFirst()
        .orElseThrow();
    assertThat(change.interrupts()).isTrue();
    assertThat(((LoadBalancer) change.desired().orElseThrow()).subnets()).isEmpty();
  }

  @Test
  void keepsAwsChoicesInTheSamePlace() {
    scene.row(LoadBalancer.builder()
        .from(Tutorial.loadBalancer())
        .scheme(LoadBalancerScheme.INTERNAL)
        .build());
    PlannedChange<?> change = scene.plan().changes().get(0);
    assertThat(((LoadBalancer) change.desired().orElseThrow()).subnets())
        .hasValueSatisfying(subnets -> assertThat(subnets).hasSize(2));
  }

  @Test
  void makesTheNewOneFirstInAnotherRegion() {
    LogGroup group =
        LogGroup.builder().id(1).region(Tutorial.REGION).logGroupName("app").build();
    Scene logs = new Scene().row(group).apply();
    logs.change(LogGroup.class, 1, g -> g.withRegion("eu-west-1"));
    assertThat(logs.plan()).replaces("log_group", "app").andNothingElse();
    assertThat(logs.graph()).runs("create log_group app").first();
  }

  @Test
  void replacesARuleWhoseOtherSideChanges() {
    scene.change(SecurityGroupRule.class, Tutorial.INGRESS, r -> r.withCidrIpv4("10.0.0.0/8"));
    assertThat(scene.plan())
        .replaces("security_group_rule", "ingress tcp 8088-8088 from 10.0.0.0/8")
        .andNothingElse();
    scene.change(SecurityGroupRule.class, Tutorial.EGRESS, r -> r.withDescription("out"));
    assertThat(scene.plan())
        .replaces("security_group_rule", "ingress tcp 8088-8088 from 10.0.0.0/8")
        .updates("security_group_rule", EGRESS)
        .andNothingElse();
    converges();
  }

  @Test
  void updatesAKeyThatAwsCanChange() {
    scene
        .change(Listener.class, 1, l -> l.withPort(80))
        .change(
            SecurityGroupRule.class, Tutorial.INGRESS, r -> r.withFromPort(80).withToPort(80));
    assertThat(scene.plan())
        .updates("listener", "HTTP 80")
        .updates("security_group_rule", "ingress tcp 80-80 from 0.0.0.0/0")
        .andNothingElse();
    converges();
  }

  private void converges() {
    assertThat(scene.apply().plan()).changesNothing();
    assertThat(List.copyOf(scene.plan().vanished())).isEmpty();
  }
}
