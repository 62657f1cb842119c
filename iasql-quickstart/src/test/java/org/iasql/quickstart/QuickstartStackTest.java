package org.iasql.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iasql.aws.ecs.CpuMemory;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IasqlTest(leaks = Leaks.IGNORE)
class QuickstartStackTest {
  private static final String MARK = "Created by IaSQL QuickstartStack";

  private Iasql iasql;
  private SimulatedAws aws;

  @BeforeEach
  void take(Iasql client, SimulatedAws account) {
    iasql = client;
    aws = account;
  }

  private static QuickstartStackBuilder shop() {
    return QuickstartStack.builder().name("shop");
  }

  private static List<String> texts(List<Change> changes) {
    return changes.stream().map(c -> c.action() + " " + c.tableName()).sorted().toList();
  }

  @Test
  void plansWithoutLeavingATrace() {
    List<Change> plan = shop().build().plan(iasql);
    assertThat(texts(plan))
        .containsExactly(
            "create cluster",
            "create listener",
            "create load_balancer",
            "create repository",
            "create role",
            "create security_group",
            "create security_group_rule",
            "create security_group_rule",
            "create service",
            "create target_group",
            "create task_definition",
            "delete security_group_rule");
    assertThat(iasql.installedModules()).isEmpty();
    assertThat(aws.calls().mutating()).isEmpty();
  }

  @Test
  void comesUpOnceAndGoesDown() {
    QuickstartStack stack = shop().build();
    StackOutputs out = stack.up(iasql);
    assertThat(out.changes()).hasSize(12);
    assertThat(out.repositoryUri()).endsWith("/shop-repository");
    assertThat(out.healthUrl()).isEqualTo("http://" + out.loadBalancerDnsName() + ":8088/health");
    assertThat(aws.ecs().describeClusters(r -> r.clusters("shop-cluster")).clusters())
        .hasSize(1);
    int written = auditEntries();
    assertThat(stack.up(iasql).changes()).isEmpty();
    assertThat(auditEntries()).isEqualTo(written);
    assertThat(stack.plan(iasql)).isEmpty();
    assertThat(stack.down(iasql)).extracting(Change::action).containsOnly(Action.DELETE);
    assertThat(iasql.planSync()).isEmpty();
    assertThat(aws.iam().listRoles().roles()).isEmpty();
    assertThat(aws.ecr().describeRepositories().repositories()).isEmpty();
    assertThat(stack.down(iasql)).isEmpty();
  }

  @Test
  void changesRowsInPlace() {
    shop().build().up(iasql);
    List<Change> changes = shop()
        .desiredCount(2)
        .imageTag("v2")
        .environment("MODE", "demo")
        .cpuMemory(CpuMemory.VCPU1_4GB)
        .healthCheckPath("/ready")
        .logGroup("shop")
        .build()
        .up(iasql)
        .changes();
    assertThat(texts(changes))
        .containsExactly(
            "create log_group", "update service", "update target_group", "update task_definition");
    var service = aws.ecs()
        .describeServices(r -> r.cluster("shop-cluster").services("shop-service"))
        .services()
        .get(0);
    assertThat(service.desiredCount()).isEqualTo(2);
    assertThat(service.taskDefinition()).endsWith("/shop-td:2");
    assertThat(texts(shop().build().up(iasql).changes()))
        .contains("delete log_group", "update task_definition");
  }

  @Test
  void movesToAnotherPort() {
    shop().build().up(iasql);
    List<Change> changes = shop().port(9000).build().up(iasql).changes();
    assertThat(texts(changes))
        .contains("replace target_group", "update task_definition", "update security_group_rule");
    assertThat(aws.elb().describeTargetGroups().targetGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.port()).isEqualTo(9000));
    assertThat(shop().port(9000).build().up(iasql).changes()).isEmpty();
    assertThat(shop().build().down(iasql)).isNotEmpty();
    assertThat(aws.elb().describeTargetGroups().targetGroups()).isEmpty();
  }

  @Test
  void hidesFromTheInternet() {
    shop().build().up(iasql);
    List<Change> changes = shop().internal().build().up(iasql).changes();
    assertThat(texts(changes)).contains("replace load_balancer");
    assertThat(aws.elb().describeLoadBalancers().loadBalancers())
        .singleElement()
        .satisfies(balancer -> assertThat(balancer.schemeAsString()).isEqualTo("internal"));
    // What was replaced goes after COMMIT, and the next apply waits for that.
    assertThat(shop().internal().build().up(iasql).changes()).isEmpty();
    assertThat(aws.ec2().describeSecurityGroupRules(r -> {}).securityGroupRules())
        .filteredOn(rule -> rule.fromPort() == 8088)
        .singleElement()
        .satisfies(rule -> assertThat(rule.cidrIpv4()).isNotEqualTo("0.0.0.0/0"));
  }

  @Test
  void sharesTheRoleWithOtherStacks() {
    QuickstartStack shop = shop().build();
    QuickstartStack blog = QuickstartStack.builder().name("blog").port(8090).build();
    shop.up(iasql);
    assertThat(texts(blog.up(iasql).changes())).hasSize(11).doesNotContain("create role");
    assertThat(texts(shop.down(iasql))).doesNotContain("delete role");
    assertThat(aws.iam().listRoles().roles()).hasSize(1);
    assertThat(blog.up(iasql).changes()).isEmpty();
    assertThat(texts(blog.down(iasql))).contains("delete role");
    assertThat(aws.iam().listRoles().roles()).isEmpty();
  }

  @Test
  void leavesARoleAloneThatWasThereBefore() {
    aws.iam()
        .createRole(r -> r.roleName("ecsTaskExecRole-us-east-2").assumeRolePolicyDocument("""
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
         "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"""));
    QuickstartStack stack = shop().build();
    assertThat(texts(stack.up(iasql).changes())).doesNotContain("create role", "update role");
    assertThat(texts(stack.down(iasql))).doesNotContain("delete role");
    assertThat(aws.iam().listRoles().roles())
        .singleElement()
        .satisfies(role -> assertThat(role.description()).isNotEqualTo(MARK));
  }

  @Test
  void leavesALogGroupAloneThatWasThereBefore() {
    aws.logs().createLogGroup(r -> r.logGroupName("audit"));
    QuickstartStack stack = shop().logGroup("audit").build();
    assertThat(texts(stack.up(iasql).changes())).doesNotContain("create log_group");
    stack.down(iasql);
    assertThat(aws.logs().describeLogGroups().logGroups()).hasSize(1);
  }

  @Test
  void deletesTheLogGroupThatItMade() {
    QuickstartStack stack = shop().logGroup("shop").build();
    stack.up(iasql);
    assertThat(texts(stack.down(iasql))).contains("delete log_group");
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
  }

  @Test
  void keepsImagesUnlessToldOtherwise() {
    shop().build().up(iasql);
    push();
    assertThatThrownBy(() -> shop().build().down(iasql))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'shop-repository' holds 1 image")
        .hasMessageContaining("delete_images = true");
    assertThat(shop().build().up(iasql).changes()).isEmpty();
    assertThat(texts(shop().deleteImages().build().down(iasql)))
        .contains("update repository", "delete repository");
    assertThat(aws.ecr().describeRepositories().repositories()).isEmpty();
  }

  @Test
  void deletesNoImageOfAStackThatCannotGo() {
    shop().build().up(iasql);
    push();
    iasql.useTransaction(tx -> tx.handle()
        .execute("INSERT INTO service (name, cluster_id, desired_count)"
            + " SELECT 'mine', id, 0 FROM cluster"));
    assertThatThrownBy(() -> shop().deleteImages().build().down(iasql))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Stack 'shop' cannot go down");
    assertThat(aws.ecr().listImages(r -> r.repositoryName("shop-repository")).imageIds())
        .hasSize(1);
  }

  @Test
  void refusesToLeaveOthersBehind() {
    shop().build().up(iasql);
    iasql.useTransaction(
        tx -> tx.handle()
            .execute(
                "INSERT INTO service (name, cluster_id, desired_count) SELECT 'mine', id, 0 FROM cluster"));
    assertThatThrownBy(() -> iasql.useTransaction(tx -> shop().build().down(tx)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Stack 'shop' cannot go down")
        .hasMessageContaining("\"service\"");
  }

  @Test
  void writesRowsOnlyInTheCallersTransaction() {
    assertThatThrownBy(() -> iasql.useTransaction(tx -> shop().build().up(tx)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not installed in this database: aws_cloudwatch, aws_ecr");
    iasql.install(QuickstartStack.modules());
    iasql.useTransaction(tx -> {
      shop().build().up(tx);
      assertThat(tx.planApply()).hasSize(12);
      shop().build().down(tx);
      assertThat(tx.planApply()).isEmpty();
    });
    assertThat(aws.calls().mutating()).isEmpty();
  }

  private void push() {
    aws.ecr()
        .putImage(r -> r.repositoryName("shop-repository").imageTag("latest").imageManifest("""
        {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json"}"""));
  }

  private int auditEntries() {
    return iasql.withHandle(handle -> handle
        .createQuery("SELECT count(*) FROM iasql_audit_log")
        .mapTo(Integer.class)
        .one());
  }
}
