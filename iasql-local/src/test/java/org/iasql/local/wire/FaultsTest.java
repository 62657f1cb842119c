package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.CloudException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** What the engine makes of a network and an AWS that are having a bad day. */
@NeedsProxy
class FaultsTest {
  private static final List<String> TEN_GROUPS = List.of(
      "INSERT INTO log_group (log_group_name) SELECT 'app-' || n FROM generate_series(1, 10) n");

  @RegisterExtension
  static final WireIasql WIRE = WireIasql.throughProxy();

  @Test
  void getsThroughThrottling() {
    WIRE.client().install("aws_cloudwatch");
    Emulator.proxy("set?fault=30");
    assertThat(WIRE.apply(TEN_GROUPS)).hasSize(10).extracting(Change::action)
        .containsOnly(Action.CREATE);
    Emulator.proxy("set?fault=0");
    WIRE.assertConverged();
    assertThat(groupsInAccount()).isEqualTo(10);
  }

  @Test
  void makesNoSecondResourceWhenAReplyIsLost() {
    WIRE.client().install("aws_cloudwatch");
    Emulator.proxy("set?drop=50&match=CreateLogGroup");
    assertThat(WIRE.apply(TEN_GROUPS)).hasSize(10);
    Emulator.proxy("set?drop=0");
    WIRE.assertConverged();
    assertThat(groupsInAccount()).isEqualTo(10);
  }

  @Test
  void makesNoSecondVpcWhenItsReplyIsLost() {
    WIRE.client().install("aws_vpc");
    Emulator.proxy("set?drop=100&match=CreateVpc");
    List<String> row = List.of("INSERT INTO vpc (cidr_block) VALUES ('10.7.0.0/16')");
    assertThat(WIRE.apply(row)).hasSize(1);
    Emulator.proxy("set?drop=0");
    WIRE.assertConverged();
    int made = WIRE.client().withHandle(handle -> handle
        .createQuery("SELECT count(*) FROM vpc WHERE NOT is_default AND vpc_id IS NOT NULL")
        .mapTo(Integer.class)
        .one());
    assertThat(made).isEqualTo(1);
  }

  @Test
  void namesTheCallThatAwsKeepsRefusing() {
    WIRE.client().install("aws_cloudwatch");
    Emulator.proxy("set?fault=100&match=DescribeLogGroups");
    assertThatThrownBy(() -> WIRE.client().planApply())
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("DescribeLogGroups")
        .hasMessageContaining("ThrottlingException");
  }

  private static int groupsInAccount() {
    try (CloudWatchLogsClient logs = Emulator.client(CloudWatchLogsClient.builder())) {
      return logs.describeLogGroups().logGroups().size();
    }
  }
}
