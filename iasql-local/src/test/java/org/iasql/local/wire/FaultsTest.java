package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
  void namesWhatALostReplyLeftBehind() {
    List<String> heard = new CopyOnWriteArrayList<>();
    WIRE.client().onProgress(progress -> heard.add(progress.toString()));
    WIRE.client().install("aws_vpc");
    Emulator.proxy("set?drop=100&match=CreateVpc");
    assertThatThrownBy(
            () -> WIRE.apply(List.of("INSERT INTO vpc (cidr_block) VALUES ('10.7.0.0/16')")))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("'10.7.0.0/16'")
        .hasMessageContaining("EC2 CreateVpc got no answer");
    Emulator.proxy("set?drop=0");
    String leftover = vpcOf("10.7.0.0/16");
    heard.clear();
    assertThat(WIRE.client().planApply()).isEmpty();
    assertThat(heard).anySatisfy(notice -> assertThat(notice).contains(leftover));
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

  /** There is one such VPC: a change whose answer is lost is not sent again. */
  private static String vpcOf(String cidr) {
    try (Ec2Client ec2 = Emulator.client(Ec2Client.builder())) {
      List<Vpc> made = ec2.describeVpcs().vpcs().stream()
          .filter(v -> v.cidrBlock().equals(cidr))
          .toList();
      assertThat(made).hasSize(1);
      return made.get(0).vpcId();
    }
  }

  private static int groupsInAccount() {
    try (CloudWatchLogsClient logs = Emulator.client(CloudWatchLogsClient.builder())) {
      return logs.describeLogGroups().logGroups().size();
    }
  }
}
