package org.iasql.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.engine.plan.PlanAssert.assertThat;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryPolicy;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetType;
import org.iasql.aws.iam.Role;
import org.iasql.aws.rds.Rds;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Observed;
import org.junit.jupiter.api.Test;

class PlannerTest {
  @Test
  void createsTheStackOfTheTutorial() {
    assertThat(Tutorial.rows().plan())
        .creates("security_group", "quickstart-security-group")
        .creates("security_group_rule", "ingress tcp 8088-8088 from 0.0.0.0/0")
        .creates("security_group_rule", "egress all to 0.0.0.0/0")
        .creates("target_group", "quickstart-target")
        .creates("load_balancer", "quickstart-load-balancer")
        .creates("listener", "HTTP 8088")
        .creates("repository", "quickstart-repository")
        .creates("cluster", "quickstart-cluster")
        .creates("role", Tutorial.ROLE)
        .creates("task_definition", "quickstart-td")
        .creates("service", "quickstart-service")
        .andNothingElse();
  }

  @Test
  void showsTheEgressRuleThatAwsAddsToANewGroup() {
    List<String> byproducts = Tutorial.rows().plan().changes().stream()
        .flatMap(c -> c.byproducts().stream())
        .map(b -> b.table() + " " + b.description())
        .toList();
    assertThat(byproducts)
        .containsExactly("security_group_rule default egress rule of quickstart-security-group");
  }

  @Test
  void changesNothingInAnAccountThatAgreesWithItsRows() {
    assertThat(Tutorial.account().plan()).changesNothing();
  }

  @Test
  void changesNothingAfterAnApply() {
    assertThat(Tutorial.applied().plan()).changesNothing();
  }

  @Test
  void givesTheSamePlanForTheSameWorld() {
    World world = Tutorial.rows().world();
    assertThat(Planner.plan(Scene.schema(), world).changes())
        .isEqualTo(Planner.plan(Scene.schema(), world).changes());
  }

  @Test
  void updatesWhatDiffers() {
    Scene scene = Tutorial.applied().change(Repository.class, 1, r -> r.withScanOnPush(true));
    assertThat(scene.plan()).updates("repository", "quickstart-repository").andNothingElse();
    assertThat(scene.apply().plan()).changesNothing();
  }

  @Test
  void deletesWhatTheLedgerHoldsAndNoRow() {
    Scene scene = new Scene()
        .ours(Observed.of("arn:ours", 1, logGroup("ours")))
        .foreign(Observed.of("arn:foreign", 1, logGroup("foreign")));
    assertThat(scene.plan()).deletes("log_group", "arn:ours").andNothingElse();
    assertThat(scene.apply().plan()).changesNothing();
  }

  @Test
  void keepsWhatWasMadeAgainUnderAnIdentityThatItHeld() {
    Scene scene = new Scene().ours(Observed.of("arn:app", 1, logGroup("app")));
    scene.foreign(Observed.of("arn:app", 2, logGroup("app")));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void deletesTheWholeStackAndNothingOfAws() {
    Scene scene = Tutorial.applied().deleteAll();
    Plan plan = scene.plan();
    assertThat(plan)
        .deletes("service", "service/quickstart-service")
        .deletes("task_definition", "task_definition/quickstart-td")
        .deletes("cluster", "cluster/quickstart-cluster")
        .deletes("listener", "listener/HTTP 8088")
        .deletes("load_balancer", "load_balancer/quickstart-load-balancer")
        .deletes("target_group", "target_group/quickstart-target")
        .deletes("security_group", "security_group/quickstart-security-group")
        .deletes("security_group_rule", "security_group_rule/ingress tcp 8088-8088 from 0.0.0.0/0")
        .deletes("security_group_rule", "security_group_rule/egress all to 0.0.0.0/0")
        .deletes("repository", "repository/quickstart-repository")
        .deletes("role", "role/" + Tutorial.ROLE)
        .andNothingElse();
    assertThat(plan.restored())
        .extracting(r -> r.observed().identity())
        .containsExactlyInAnyOrder("vpc-1", "subnet-a", "subnet-b", "sg-default");
    assertThat(scene.apply().plan()).changesNothing();
  }

  @Test
  void refusesToReplaceWhatAwsMade() {
    Scene scene = Tutorial.account()
        .change(Vpc.class, 1, v -> v.withCidrBlock("10.0.0.0/16"))
        .change(SecurityGroup.class, 1, g -> g.withDescription("mine"));
    assertThat(scene.plan())
        .refuses("vpc 'vpc-1' (vpc-1) was made by AWS itself", "cannot be replaced")
        .refuses("security_group 'default' (sg-default)", "Set the row back")
        .andNothingElse();
  }

  @Test
  void namesWhatIsGoneWithoutARow() {
    Scene scene = new Scene()
        .ours(Observed.of("arn:app", 1, logGroup("app")))
        .disappears(LogGroup.class, "arn:app");
    assertThat(scene.plan()).changesNothing();
    assertThat(scene.plan().vanished())
        .containsExactly(new LedgerEntry("log_group", "arn:app", "1"));
  }

  @Test
  void createsAgainWhatDisappeared() {
    Scene scene =
        Tutorial.applied().disappears(Repository.class, "repository/quickstart-repository");
    assertThat(scene.plan())
        .creates("repository", "quickstart-repository")
        .updates("task_definition", "quickstart-td")
        .updates("service", "quickstart-service")
        .andNothingElse();
    assertThat(scene.apply().plan()).changesNothing();
  }

  @Test
  void leavesAloneWhatADefaultColumnLeavesOpen() {
    Scene scene = Tutorial.applied()
        .change(TargetGroup.class, 1, g -> g.withHealthCheckIntervalSeconds(Optional.empty()))
        .row(Tutorial.loadBalancer().withSecurityGroups(List.of(Ref.row(Tutorial.GROUP))));
    assertThat(scene.plan()).changesNothing();
  }

  @Test
  void updatesADefaultColumnThatSaysOtherwise() {
    Scene scene =
        Tutorial.applied().change(TargetGroup.class, 1, g -> g.withHealthCheckIntervalSeconds(10));
    assertThat(scene.plan()).updates("target_group", "quickstart-target").andNothingElse();
  }

  @Test
  void comparesSetsAsSets() {
    Scene scene = Tutorial.applied()
        .change(Service.class, 1, s -> s.withSubnets(List.of("subnet-b", "subnet-a")));
    assertThat(scene.plan()).changesNothing();
    scene.change(Service.class, 1, s -> s.withSubnets(List.of("subnet-b")));
    assertThat(scene.plan()).updates("service", "quickstart-service").andNothingElse();
  }

  @Test
  void comparesPoliciesAsDocuments() {
    Scene scene = Tutorial.applied();
    String policy = """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": ["ecr:*"]}}""";
    scene.row(policyOf(policy)).apply();
    scene.row(policyOf("""
            {"Statement": [{"Action": "ecr:*", "Principal": "*", "Effect": "Allow"}], "Version": "2012-10-17"}"""));
    assertThat(scene.plan()).changesNothing();
    scene.row(policyOf(policy.replace("ecr:*", "ecr:Get*")));
    assertThat(scene.plan())
        .updates("repository_policy", "policy of repository 1")
        .andNothingElse();
  }

  @Test
  void refusesReferencesAcrossRegions() {
    Scene scene = Tutorial.account()
        .row(TargetGroup.builder()
            .id(7)
            .region("eu-west-1")
            .targetGroupName("far")
            .targetType(TargetType.IP)
            .protocol(Protocol.HTTP)
            .port(80)
            .vpcId(Ref.<Vpc>row(Tutorial.DEFAULT_VPC))
            .build());
    assertThat(scene.plan())
        .creates("target_group", "far")
        .refuses("target_group 'far' is in region 'eu-west-1'", "vpc_id", "'us-east-2'")
        .andNothingElse();
  }

  @Test
  void refusesAReferenceThatCrossesRegionsByAnUpdate() {
    Scene scene = Tutorial.applied();
    scene
        .row(Tutorial.group().withId(9).withRegion("eu-west-1").withVpcId(Optional.empty()))
        .apply();
    scene.change(LoadBalancer.class, 1, b -> b.withSecurityGroups(List.of(Ref.row(9))));
    assertThat(scene.plan())
        .updates("load_balancer", "quickstart-load-balancer")
        .refuses("load_balancer 'quickstart-load-balancer'", "security_groups", "'eu-west-1'")
        .andNothingElse();
  }

  @Test
  void ignoresTheRegionOfWhatHasNone() {
    Scene scene = new Scene().row(Tutorial.role());
    assertThat(scene.plan()).creates("role", Tutorial.ROLE).andNothingElse();
    scene.apply().change(Role.class, Tutorial.ROLE, r -> r.withDescription("new"));
    assertThat(scene.plan()).updates("role", Tutorial.ROLE).andNothingElse();
  }

  @Test
  void letsGoOfWhatIsDeleted() {
    Scene scene = Tutorial.applied()
        .change(Service.class, 1, s -> s.withTargetGroupId(Optional.empty()))
        .delete(Listener.class, 1)
        .delete(TargetGroup.class, 1);
    assertThat(scene.plan())
        .updates("service", "quickstart-service")
        .deletes("listener", "listener/HTTP 8088")
        .deletes("target_group", "target_group/quickstart-target")
        .andNothingElse();
    assertThat(scene.apply().plan()).changesNothing();
  }

  @Test
  void letsAContainerGoOfTheLogGroupThatIsDeleted() {
    Scene scene = Tutorial.rows()
        .row(logGroup("app").withId(1))
        .change(TaskDefinition.class, 1, d -> Tutorial.logging(d, Optional.of(Ref.row(1))))
        .apply()
        .change(TaskDefinition.class, 1, d -> Tutorial.logging(d, Optional.empty()))
        .delete(LogGroup.class, 1);
    assertThat(scene.plan())
        .updates("task_definition", "quickstart-td")
        .updates("service", "quickstart-service")
        .deletes("log_group", "log_group/app")
        .andNothingElse();
    assertThat(scene.apply().plan()).changesNothing();
  }

  @Test
  void updatesForAWishThatAwsNeverShows() {
    Scene scene = Tutorial.rows().row(database()).apply();
    assertThat(scene.plan()).changesNothing();
    scene
        .change(Rds.class, 1, d -> d.withMasterUserPassword("secret"))
        .change(Service.class, 1, s -> s.withForceNewDeployment(true));
    assertThat(scene.plan())
        .updates("rds", "data")
        .updates("service", "quickstart-service")
        .andNothingElse();
  }

  @Test
  void takesAReferenceToWhatIsForeignForNone() {
    SecurityGroupRule rule = SecurityGroupRule.ingress(
            Ref.cloud("security_group/quickstart-security-group"))
        .region(Tutorial.REGION)
        .tcp(22)
        .fromGroup(Ref.cloud("sg-other"))
        .build();
    assertThat(Tutorial.applied().foreign(Observed.of("sgr-other", rule)).plan())
        .changesNothing();
  }

  @Test
  void ignoresWhatAwsAssigns() {
    Scene scene =
        Tutorial.applied().change(Subnet.class, 1, s -> s.withAvailableIpAddressCount(17));
    assertThat(scene.plan()).changesNothing();
  }

  private static Rds database() {
    return Rds.builder()
        .id(1)
        .region(Tutorial.REGION)
        .dbInstanceIdentifier("data")
        .allocatedStorage(20)
        .dbInstanceClass("db.t3.micro")
        .engine("postgres")
        .masterUsername("postgres")
        .addSecurityGroups(Ref.row(Tutorial.GROUP))
        .build();
  }

  private static LogGroup logGroup(String name) {
    return LogGroup.builder().region(Tutorial.REGION).logGroupName(name).build();
  }

  private static RepositoryPolicy policyOf(String text) {
    return RepositoryPolicy.builder()
        .id(1)
        .region(Tutorial.REGION)
        .repositoryId(Ref.row(1))
        .policyText(text)
        .build();
  }
}
