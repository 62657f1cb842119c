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
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;

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
    assertThat(WIRE.apply(TEN_GROUPS))
        .hasSize(10)
        .extracting(Change::action)
        .containsOnly(Action.CREATE);
    Emulator.proxy("set?fault=0");
    WIRE.assertConverged();
    assertThat(groupsInAccount()).isEqualTo(10);
  }

  @Test
  void findsWhatALostReplyHasMade() {
    WIRE.client().install("aws_vpc");
    Emulator.proxy("set?drop=100&match=CreateVpc");
    WIRE.apply(List.of("INSERT INTO vpc (cidr_block) VALUES ('10.7.0.0/16')"));
    Emulator.proxy("set?drop=0");
    assertThat(vpcsOf("10.7.0.0/16")).hasSize(1);
    WIRE.assertConverged();
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

  private static List<String> vpcsOf(String cidr) {
    try (Ec2Client ec2 = Emulator.client(Ec2Client.builder())) {
      return ec2.describeVpcs().vpcs().stream()
          .filter(v -> v.cidrBlock().equals(cidr))
          .map(Vpc::vpcId)
          .toList();
    }
  }

  private static int groupsInAccount() {
    try (CloudWatchLogsClient logs = Emulator.client(CloudWatchLogsClient.builder())) {
      return logs.describeLogGroups().logGroups().size();
    }
  }
}
