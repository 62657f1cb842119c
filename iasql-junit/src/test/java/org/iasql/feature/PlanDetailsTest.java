package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.core.Action;
import org.iasql.core.Iasql;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.ColumnDetails;
import org.iasql.core.plan.PlanDocument;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan says of each change what is before and after, in which order, why and by which calls. */
@IasqlTest
class PlanDetailsTest {
  private Iasql iasql;
  private SimulatedAws aws;

  @BeforeEach
  void take(Iasql client, SimulatedAws account) {
    iasql = client;
    aws = account;
  }

  private void execute(String... statements) {
    iasql.useTransaction(tx -> {
      for (String sql : statements) {
        tx.handle().execute(sql);
      }
    });
  }

  private static ColumnDetails column(ChangeDetails change, String name) {
    return change.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String text(ColumnDetails column) {
    Function<Optional<?>, String> shown = value -> value.map(Object::toString).orElse("NULL");
    return shown.apply(column.before()) + " -> " + shown.apply(column.after());
  }

  private ChangeDetails only() {
    assertThat(iasql.planDetails()).hasSize(1);
    return iasql.planDetails().get(0);
  }

  private void cleanUp() {
    iasql.deleteAllRecords();
    iasql.apply();
  }

  @Test
  void showsANewResource() {
    iasql.install("aws_ecr");
    execute("INSERT INTO repository (repository_name) VALUES ('app')");
    ChangeDetails change = only();
    assertThat(change).hasToString("1: create repository app");
    assertThat(change.before()).isEmpty();
    assertThat(change.after().orElseThrow().root().path("repository_name").asText())
        .isEqualTo("app");
    assertThat(text(column(change, "scan_on_push"))).isEqualTo("NULL -> false");
    assertThat(column(change, "repository_arn").knownAfterApply()).isTrue();
    assertThat(change.unknown()).contains("repository_arn", "repository_uri");
    assertThat(change.reason()).isEmpty();
    assertThat(change.waitsFor()).isEmpty();
    assertThat(change.calls()).containsExactly("ecr:CreateRepository");
    execute("DELETE FROM repository");
  }

  @Test
  void showsAnUpdateColumnByColumn() {
    iasql.install("aws_ecr");
    execute("INSERT INTO repository (repository_name) VALUES ('app')");
    iasql.apply();
    execute("UPDATE repository SET scan_on_push = true");
    ChangeDetails change = only();
    assertThat(change.columns())
        .filteredOn(ColumnDetails::changed)
        .extracting(PlanDetailsTest::text)
        .containsExactly("false -> true");
    assertThat(change.columns()).noneMatch(ColumnDetails::knownAfterApply);
    assertThat(change.unknown()).isEmpty();
    assertThat(change.calls()).contains("ecr:PutImageScanningConfiguration");
    cleanUp();
  }

  @Test
  void showsADelete() {
    iasql.install("aws_cloudwatch");
    execute("INSERT INTO log_group (log_group_name) VALUES ('app')");
    iasql.apply();
    execute("DELETE FROM log_group");
    ChangeDetails change = only();
    assertThat(change.action()).isEqualTo(Action.DELETE);
    assertThat(text(column(change, "log_group_name"))).isEqualTo("\"app\" -> NULL");
    assertThat(change.after()).isEmpty();
    assertThat(change.calls()).containsExactly("logs:DeleteLogGroup");
    iasql.apply();
  }

  @Test
  void saysWhyAReplaceIsOneAndWhatItTakesAlong() {
    iasql.install("aws_elb");
    execute(
        "INSERT INTO security_group (group_name, description) VALUES ('web', 'web')",
        "INSERT INTO target_group (target_group_name, target_type, protocol, port) VALUES ('web', 'ip', 'HTTP', 80)",
        "INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type, ip_address_type) VALUES ('web', 'internet-facing', 'application', 'ipv4')",
        "INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) SELECT l.id, s.id FROM load_balancer l, security_group s WHERE s.group_name = 'web'",
        "INSERT INTO listener (load_balancer_id, port, protocol, target_group_id) SELECT l.id, 80, 'HTTP', t.id FROM load_balancer l, target_group t");
    List<ChangeDetails> up = iasql.planDetails();
    assertThat(up)
        .extracting(c -> c.number() + " " + c.action() + " " + c.tableName() + " " + c.waitsFor())
        .containsExactlyInAnyOrder(expected(up));
    ChangeDetails rule = up.get(up.size() - 1);
    assertThat(rule.action()).isEqualTo(Action.DELETE);
    assertThat(rule.calls()).containsExactly("ec2:RevokeSecurityGroupEgress");
    assertThat(rule.reason().orElseThrow())
        .startsWith("AWS adds it by itself to security_group 'web', which change ");
    iasql.apply();

    execute("UPDATE target_group SET port = 81");
    List<ChangeDetails> plan = iasql.planDetails();
    assertThat(plan)
        .extracting(ChangeDetails::tableName)
        .containsExactly("target_group", "listener");
    ChangeDetails group = plan.get(0);
    assertThat(group.reason())
        .contains(
            "AWS cannot change port of what is there. Both cannot exist side by side, so the old one goes first: this interrupts.");
    assertThat(group.unknown()).contains("target_group_arn");
    ChangeDetails listener = plan.get(1);
    assertThat(listener.reason())
        .contains(
            "target_group_id leads to target_group 'web', which change 1 makes anew, so that this one has to follow.");
    assertThat(listener.waitsFor()).containsExactly(1);
    assertThat(listener.unknown())
        .containsExactly("target_group_id: AWS's id of what change 1 makes");
    cleanUp();
  }

  private static String[] expected(List<ChangeDetails> plan) {
    var numbers = plan.stream()
        .collect(Collectors.toMap(c -> c.action() + c.tableName(), ChangeDetails::number));
    int security = numbers.get("createsecurity_group");
    int balancer = numbers.get("createload_balancer");
    int target = numbers.get("createtarget_group");
    List<Integer> both = List.of(Math.min(balancer, target), Math.max(balancer, target));
    return new String[] {
      security + " create security_group []",
      target + " create target_group []",
      balancer + " create load_balancer [" + security + "]",
      numbers.get("createlistener") + " create listener " + both,
      plan.size() + " delete security_group_rule [" + security + "]"
    };
  }

  @Test
  void isADocumentThatComesBackAsItWent() {
    iasql.install("aws_ecr");
    execute("INSERT INTO repository (repository_name) VALUES ('app'), ('web')");
    PlanDocument plan = iasql.plan();
    assertThat(plan.changes()).isEqualTo(iasql.planDetails()).hasSize(2);
    assertThat(plan.accountId()).isEqualTo(aws.accountId());
    assertThat(plan.hidden()).isZero();
    assertThat(PlanDocument.fromJson(plan.toJson())).isEqualTo(plan);
    assertThat(plan.toJson()).startsWith("{\n  \"format\" : \"iasql-plan\",\n  \"version\" : 1,");
    execute("DELETE FROM repository");
  }
}
