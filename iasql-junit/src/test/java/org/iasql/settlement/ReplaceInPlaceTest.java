package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;

/** The old half of a replace that interrupts is gone at ROLLBACK: rows and cloud agree all the same. */
@IasqlTest(modules = "aws_elb", leaks = Leaks.IGNORE)
class ReplaceInPlaceTest {
  private final Iasql iasql;
  private final SimulatedAws aws;
  private int resourcesBefore;

  ReplaceInPlaceTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  @BeforeEach
  void countResources() {
    resourcesBefore = aws.inventory().size();
  }

  private void replaceAndRollBack(String type, String protocol) {
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "INSERT INTO target_group (id, target_group_name, target_type, protocol, port) VALUES (100, 'web', 'ip', '%s', 8080)"
                  .formatted(protocol));
      tx.handle()
          .execute(
              "INSERT INTO load_balancer (id, load_balancer_name, scheme, load_balancer_type) VALUES (100, 'web', 'internal', '%s')"
                  .formatted(type));
      tx.handle()
          .execute(
              "INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) SELECT 100, id FROM security_group WHERE group_name = 'default'");
      tx.handle()
          .execute(
              "INSERT INTO listener (id, load_balancer_id, target_group_id, port, protocol) VALUES (100, 100, 100, 80, '%s')"
                  .formatted(protocol));
      tx.apply();
    });
    iasql.useTransaction(tx -> {
      tx.handle().execute("UPDATE target_group SET port = 9090 WHERE id = 100");
      assertThat(tx.apply())
          .extracting(Change::description)
          .anyMatch(d -> d.contains("interrupts"));
      tx.handle().rollback();
    });
  }

  @ParameterizedTest
  @CsvSource({"application, HTTP", "network, TCP"})
  void isMadeGoodByTheNextApply(String type, String protocol) {
    replaceAndRollBack(type, protocol);
    assertThat(iasql.apply())
        .extracting(Change::tableName)
        .containsExactlyInAnyOrder("target_group", "listener");
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    assertThat(aws.inventory()).hasSize(resourcesBefore + 2);
    assertThat(aws.elb().describeTargetGroups().targetGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.port()).isEqualTo(8080));
  }

  /** A listener that forwards to nothing is none that the table could hold. */
  @Test
  void isForgottenBySync() {
    replaceAndRollBack("application", "HTTP");
    assertThat(iasql.sync())
        .extracting(Change::tableName)
        .containsExactlyInAnyOrder("target_group", "listener");
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    var balancer = aws.elb().describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
    assertThat(aws.elb().describeListeners(r -> r.loadBalancerArn(balancer)).listeners())
        .singleElement()
        .satisfies(listener -> assertThat(listener.defaultActions())
            .singleElement()
            .satisfies(
                action -> assertThat(action.type()).isEqualTo(ActionTypeEnum.FIXED_RESPONSE)));
  }
}
