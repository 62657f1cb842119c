package org.iasql.engine.plan;

import static org.iasql.engine.plan.PlanAssert.assertThat;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Observed;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static final Observed<LogGroup> APP = Observed.of("arn:app", 1, group("app"));

  @Test
  void matchesByIdentityBeforeKey() {
    Scene scene = new Scene()
        .ours(APP)
        .ours(Observed.of("arn:web", 1, group("web")))
        .row(group("api").withId(1).withLogGroupArn("arn:app"))
        .row(group("web").withId(2));
    assertThat(scene.plan()).replaces("log_group", "api").andNothingElse();
  }

  @Test
  void matchesByKeyWhatHasNoIdentity() {
    assertThat(new Scene().ours(APP).row(group("app").withId(1)).plan()).changesNothing();
  }

  @Test
  void takesARowThatWasDeletedAndInsertedAgainForTheSame() {
    Scene scene = Tutorial.applied()
        .delete(SecurityGroup.class, Tutorial.GROUP)
        .row(Tutorial.group().withId(77))
        .delete(SecurityGroupRule.class, Tutorial.INGRESS)
        .row(SecurityGroupRule.ingress(Ref.row(77))
            .id(78)
            .region(Tutorial.REGION)
            .tcp(8088)
            .from("0.0.0.0/0")
            .build())
        .change(SecurityGroupRule.class, Tutorial.EGRESS, r -> r.withSecurityGroupId(Ref.row(77)))
        .change(LoadBalancer.class, 1, b -> b.withSecurityGroups(List.of(Ref.row(77))))
        .change(Service.class, 1, s -> s.withSecurityGroups(List.of(Ref.row(77))));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void takesASubnetThatWasInsertedAgainForTheSame() {
    Subnet subnet = Tutorial.account().get(Subnet.class, 1);
    Scene scene = Tutorial.account()
        .delete(Subnet.class, 1)
        .row(subnet.withId(9).withSubnetId(Optional.empty()));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void takesNothingOfAStrangersForTheSameWithoutAKey() {
    Vpc vpc = Vpc.builder().region(Tutorial.REGION).cidrBlock("10.0.0.0/16").build();
    Scene scene = new Scene().foreign(Observed.of("vpc-7", vpc)).row(vpc.withId(1));
    assertThat(scene.plan()).creates("vpc", "10.0.0.0/16").andNothingElse();
    scene.ours(Observed.of("vpc-7", vpc));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void fallsBackToTheKeyIfAStaleIdentityLeadsNowhere() {
    Scene scene = new Scene().ours(APP).row(group("app").withId(1).withLogGroupArn("arn:gone"));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void fallsBackToTheKeyIfAStaleIdentityIsAnotherRows() {
    Scene scene = new Scene()
        .ours(APP)
        .ours(Observed.of("arn:web", 1, group("web")))
        .row(group("app").withId(1).withLogGroupArn("arn:app"))
        .row(group("web").withId(2).withLogGroupArn("arn:app"));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void foldsTheCaseOfNamesThatAwsFolds() {
    Scene scene = Tutorial.applied()
        .change(
            SecurityGroup.class,
            Tutorial.GROUP,
            g -> g.withGroupName("Quickstart-Security-Group").withGroupId(Optional.empty()));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void takesEqualRulesForTheSameHoweverTheyAreWritten() {
    Scene scene = Tutorial.applied()
        .change(
            SecurityGroupRule.class,
            Tutorial.EGRESS,
            r -> r.withFromPort(Optional.empty())
                .withDescription("")
                .withSecurityGroupRuleId(Optional.empty()))
        .change(
            SecurityGroupRule.class,
            Tutorial.INGRESS,
            r -> r.withIpProtocol("6").withSecurityGroupRuleId(Optional.empty()));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void refusesAForeignResourceUnderTheKeyOfARow() {
    assertThat(new Scene().foreign(APP).row(group("app").withId(5)).plan())
        .refuses(
            "log_group 'app' exists in AWS already (arn:app)",
            "this database did not make it and never imported it",
            "SELECT iasql_adopt('log_group', 5)")
        .andNothingElse();
  }

  @Test
  void refusesAlsoWhereCreateWouldReturnTheForeignOne() {
    Cluster cluster =
        Cluster.builder().region(Tutorial.REGION).clusterName("shared").build();
    Scene scene = new Scene().foreign(Observed.of("arn:shared", cluster)).row(cluster.withId(1));
    assertThat(scene.plan()).refuses("cluster 'shared' exists in AWS already").andNothingElse();
  }

  @Test
  void namesTheOperationThatLeftSomethingBehind() {
    assertThat(new Scene().leftover("7c2f", APP).row(group("app").withId(5)).plan())
        .refuses("it is a leftover of operation 7c2f", "iasql_adopt('log_group', 5)")
        .andNothingElse();
  }

  @Test
  void adoptsWithoutAnIdWhereTheTableHasNone() {
    Scene scene = new Scene().foreign(Observed.of("arn:role", 1, Tutorial.role()));
    assertThat(scene.row(Tutorial.role()).plan())
        .refuses("role '" + Tutorial.ROLE + "' exists", "iasql_adopt('role', NULL)")
        .andNothingElse();
  }

  @Test
  void takesAnotherIncarnationForAStranger() {
    Scene scene = new Scene()
        .ours(APP)
        .foreign(Observed.of("arn:app", 2, group("app")))
        .row(group("app").withId(1).withLogGroupArn("arn:app"));
    assertThat(scene.plan()).refuses("log_group 'app' exists in AWS already").andNothingElse();
  }

  @Test
  void refusesANewNameThatAStrangerHas() {
    Scene scene = new Scene()
        .ours(APP)
        .foreign(Observed.of("arn:web", 1, group("web")))
        .row(group("web").withId(1).withLogGroupArn("arn:app"));
    assertThat(scene.plan())
        .replaces("log_group", "web")
        .refuses("log_group 'web' exists in AWS already (arn:web)", "Choose another name")
        .andNothingElse();
  }

  @Test
  void refusesANameThatIsFreeOnlyAtTheEndOfTheApply() {
    Scene scene = new Scene()
        .ours(APP)
        .row(group("web").withId(1).withLogGroupArn("arn:app"))
        .row(group("app").withId(2));
    assertThat(scene.plan())
        .replaces("log_group", "web")
        .creates("log_group", "app")
        .refuses("log_group 'app' exists in AWS already (arn:app)", "Apply that first")
        .andNothingElse();
  }

  @Test
  void refusesToSwapNames() {
    Scene scene = new Scene()
        .ours(APP)
        .ours(Observed.of("arn:web", 1, group("web")))
        .row(group("web").withId(1).withLogGroupArn("arn:app"))
        .row(group("app").withId(2).withLogGroupArn("arn:web"));
    assertThat(scene.plan())
        .replaces("log_group", "web")
        .replaces("log_group", "app")
        .refuses("log_group 'web'", "goes or changes only in this apply")
        .refuses("log_group 'app'", "goes or changes only in this apply")
        .andNothingElse();
  }

  private static LogGroup group(String name) {
    return LogGroup.builder().region(Tutorial.REGION).logGroupName(name).build();
  }
}
