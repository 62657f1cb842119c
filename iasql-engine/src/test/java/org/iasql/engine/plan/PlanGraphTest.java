package org.iasql.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.engine.plan.GraphAssert.assertThat;
import static org.iasql.engine.plan.PlanAssert.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerScheme;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Edge;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.cloudwatchlogs.CloudWatchEngineModule;
import org.junit.jupiter.api.Test;

class PlanGraphTest {
  private static final String INGRESS = "ingress tcp 8088-8088 from 0.0.0.0/0";

  @Test
  void createsTheStackAlongTheForeignKeys() {
    assertThat(Tutorial.rows().graph())
        .runs("create service quickstart-service")
        .after(
            "create cluster quickstart-cluster",
            "create task_definition quickstart-td",
            "create target_group quickstart-target",
            "create security_group quickstart-security-group")
        .runs("create task_definition quickstart-td")
        .after("create role " + Tutorial.ROLE, "create repository quickstart-repository")
        .runs("create listener HTTP 8088")
        .after(
            "create load_balancer quickstart-load-balancer",
            "create target_group quickstart-target")
        .runs("create load_balancer quickstart-load-balancer")
        .after("create security_group quickstart-security-group")
        .runs("create load_balancer quickstart-load-balancer")
        .beside("create task_definition quickstart-td")
        .runs("create target_group quickstart-target")
        .beside("create cluster quickstart-cluster");
  }

  @Test
  void deletesTheStackAgainstTheForeignKeys() {
    assertThat(Tutorial.applied().deleteAll().graph())
        .runs("delete cluster cluster/quickstart-cluster")
        .after("delete service service/quickstart-service")
        .runs("delete target_group target_group/quickstart-target")
        .after("delete listener listener/HTTP 8088", "delete service service/quickstart-service")
        .runs("delete load_balancer load_balancer/quickstart-load-balancer")
        .after("delete listener listener/HTTP 8088")
        .runs("delete security_group security_group/quickstart-security-group")
        .after(
            "delete load_balancer load_balancer/quickstart-load-balancer",
            "delete service service/quickstart-service",
            "delete security_group_rule security_group_rule/" + INGRESS)
        .runs("delete repository repository/quickstart-repository")
        .after("delete task_definition task_definition/quickstart-td")
        .runs("delete role role/" + Tutorial.ROLE)
        .after("delete task_definition task_definition/quickstart-td");
  }

  @Test
  void revokesTheDefaultEgressRuleBetweenAGroupAndItsRules() {
    assertThat(Tutorial.rows().graph())
        .runs("remove byproduct security_group quickstart-security-group")
        .after("create security_group quickstart-security-group")
        .first()
        .runs("create security_group_rule egress all to 0.0.0.0/0")
        .after("remove byproduct security_group quickstart-security-group")
        .runs("create security_group_rule " + INGRESS)
        .after("remove byproduct security_group quickstart-security-group")
        .runs("create load_balancer quickstart-load-balancer")
        .beside("remove byproduct security_group quickstart-security-group");
  }

  @Test
  void createsAServiceAfterTheListenersOfItsTargetGroup() {
    Scene scene = Tutorial.rows();
    String service = "create service quickstart-service";
    assertThat(scene.graph()).runs(service).after("create listener HTTP 8088");
    assertThat(scene.graphWithoutEdges()).runs(service).beside("create listener HTTP 8088");
  }

  @Test
  void deletesAServiceBeforeTheSubnetsThatItIsIn() {
    Scene scene = Networks.second(Tutorial.rows()).apply();
    scene
        .change(Service.class, 1, s -> s.withSubnets(List.of("subnet/10.0.1.0/24")))
        .apply();
    scene.deleteAll();
    String subnet = "delete subnet subnet/10.0.1.0/24";
    String service = "delete service service/quickstart-service";
    assertThat(scene.graph()).runs(subnet).after(service);
    assertThat(scene.graph()).runs("delete subnet subnet/10.0.2.0/24").beside(service);
    assertThat(scene.graphWithoutEdges()).runs(subnet).beside(service);
  }

  @Test
  void createsALoadBalancerAfterTheSubnetsOfItsVpc() {
    Scene scene = Networks.second(Tutorial.account()).row(inner());
    String balancer = "create load_balancer inner";
    assertThat(scene.graph())
        .runs(balancer)
        .after("create subnet 10.0.1.0/24", "create subnet 10.0.2.0/24");
    assertThat(scene.graphWithoutEdges()).runs(balancer).beside("create subnet 10.0.1.0/24");
  }

  @Test
  void deletesALoadBalancerBeforeTheSubnetsThatItIsIn() {
    Scene scene = Networks.second(Tutorial.account())
        .apply()
        .row(LoadBalancer.builder()
            .from(inner())
            .subnets(Set.of("subnet/10.0.1.0/24"))
            .build());
    scene.apply().deleteAll();
    String subnet = "delete subnet subnet/10.0.1.0/24";
    String balancer = "delete load_balancer load_balancer/inner";
    assertThat(scene.graph()).runs(subnet).after(balancer);
    assertThat(scene.graphWithoutEdges()).runs(subnet).beside(balancer);
  }

  @Test
  void revokesARuleBeforeTheGroupThatItNamesGoes() {
    Scene scene = Networks.second(Tutorial.account())
        .row(Tutorial.group())
        .row(SecurityGroupRule.ingress(Ref.row(Tutorial.GROUP))
            .id(3)
            .region(Tutorial.REGION)
            .tcp(5432)
            .fromGroup(Ref.row(9))
            .build())
        .apply()
        .delete(SecurityGroupRule.class, 3)
        .delete(SecurityGroupRule.class, 9)
        .delete(SecurityGroup.class, 9);
    assertThat(scene.graph())
        .runs("delete security_group security_group/inner")
        .after(
            "delete security_group_rule security_group_rule/ingress tcp 5432-5432 from security group 9");
  }

  @Test
  void movesAServiceOutOfASubnetBeforeTheSubnetGoes() {
    Scene scene = Networks.second(Tutorial.rows()).apply();
    scene
        .change(Service.class, 1, s -> s.withSubnets(List.of("subnet/10.0.1.0/24")))
        .apply();
    scene
        .change(Service.class, 1, s -> s.withSubnets(List.of("subnet-a")))
        .change(TargetGroup.class, 1, g -> g.withPort(9090))
        .delete(Subnet.class, 11);
    assertThat(scene.graph())
        .runs("delete subnet subnet/10.0.1.0/24")
        .after("update service quickstart-service")
        .runs("update service quickstart-service")
        .after("create target_group quickstart-target");
  }

  @Test
  void updatesBeforeItDeletesWhatWasReferredTo() {
    Scene scene = Tutorial.applied();
    scene
        .row(Tutorial.group().withId(5).withGroupName("other"))
        .change(LoadBalancer.class, 1, b -> b.withSecurityGroups(List.of(Ref.row(5))))
        .change(Service.class, 1, s -> s.withSecurityGroups(List.of(Ref.row(5))))
        .delete(SecurityGroupRule.class, Tutorial.INGRESS)
        .delete(SecurityGroupRule.class, Tutorial.EGRESS)
        .delete(SecurityGroup.class, Tutorial.GROUP);
    assertThat(scene.graph())
        .runs("update load_balancer quickstart-load-balancer")
        .first()
        .after("create security_group other")
        .runs("delete security_group security_group/quickstart-security-group")
        .last()
        .after(
            "update load_balancer quickstart-load-balancer", "update service quickstart-service");
  }

  @Test
  void startsNoDeleteBeforeEverythingElse() {
    Scene scene = Tutorial.applied();
    LogGroup group =
        LogGroup.builder().region(Tutorial.REGION).logGroupName("app").build();
    scene.row(group.withId(1)).delete(Service.class, 1);
    PlanGraph graph = scene.graph();
    assertThat(graph)
        .runs("create log_group app")
        .first()
        .runs("delete service service/quickstart-service")
        .last();
    assertThat(graph.nodes()).allSatisfy(node -> assertThat(graph.before(node)).isEmpty());
  }

  @Test
  void detachesEverythingThatRefersToWhatIsReplaced() {
    Scene scene = Tutorial.applied();
    scene.row(secondListener(scene)).apply();
    scene.change(TargetGroup.class, 1, g -> g.withPort(9090));
    assertThat(scene.graph())
        .hasOnly(
            "detach listener HTTP 8088",
            "detach listener HTTP 8089",
            "detach service quickstart-service",
            "delete target_group target_group/quickstart-target",
            "create target_group quickstart-target",
            "update listener HTTP 8088",
            "update listener HTTP 8089",
            "update service quickstart-service");
  }

  @Test
  void refusesStepsThatWaitForEachOther() {
    EngineModule module = CloudWatchEngineModule.create();
    Edge<LogGroup, LogGroup> circle =
        new Edge<>(LogGroup.class, LogGroup.class, (a, b) -> true, "There is no such reason.");
    Schema schema = new Schema(
        List.of(new EngineModule(module.module(), module.mappers(), List.of(circle))),
        ForeignKeys.of(List.of()));
    Scene scene = new Scene().row(logGroup(1, "a")).row(logGroup(2, "b"));
    Plan plan = Planner.plan(schema, scene.world());
    assertThatThrownBy(() -> new PlanGraph(schema, plan))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("log_group 'a', log_group 'b'");
  }

  /** Every set of these changes has an order, and one apply carries all of them out. */
  @Test
  void ordersEverySetOfChanges() {
    List<Consumer<Scene>> changes = List.of(
        s -> s.change(Repository.class, 1, r -> r.withRepositoryName("images")),
        s -> s.change(TargetGroup.class, 1, g -> g.withPort(9090)),
        s -> s.change(SecurityGroup.class, Tutorial.GROUP, g -> g.withDescription("new")),
        s -> s.change(LoadBalancer.class, 1, b -> b.withScheme(LoadBalancerScheme.INTERNAL)),
        s -> s.change(Cluster.class, 1, c -> c.withClusterName("other")),
        s -> s.change(Listener.class, 1, l -> l.withPort(80)),
        s -> s.row(secondListener(s)),
        s -> s.change(Service.class, 1, v -> v.withTargetGroupId(Optional.empty())),
        s -> s.change(TaskDefinition.class, 1, d -> d.withFamily("other")));
    int all = (1 << changes.size()) - 1;
    for (int set = 1; set <= all; set++) {
      if (Integer.bitCount(set) > 2 && set != all) {
        continue; // pairs find every conflict of two changes, and all together the rest
      }
      Scene scene = Tutorial.applied();
      for (int i = 0; i < changes.size(); i++) {
        if ((set >> i & 1) == 1) {
          changes.get(i).accept(scene);
        }
      }
      assertThat(scene.apply().plan()).changesNothing();
    }
  }

  private static Listener secondListener(Scene scene) {
    return scene
        .get(Listener.class, 1)
        .withId(2)
        .withListenerArn(Optional.empty())
        .withProtocol(Protocol.HTTP)
        .withPort(8089);
  }

  private static LogGroup logGroup(int id, String name) {
    return LogGroup.builder().id(id).region(Tutorial.REGION).logGroupName(name).build();
  }

  private static LoadBalancer inner() {
    return LoadBalancer.builder()
        .from(Tutorial.loadBalancer())
        .id(3)
        .loadBalancerName("inner")
        .vpc(Optional.empty())
        .vpcId(Ref.<Vpc>row(2))
        .securityGroups(List.of(Ref.row(9)))
        .build();
  }
}
