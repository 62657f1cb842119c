package org.iasql.benchmark;

import java.util.stream.IntStream;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/** An account that grew: what the benchmark of scale imports. */
final class LargeAccount {
  private static final int GROUPS = 2000;
  private static final int LOG_GROUPS = 700;
  private static final int REPOSITORIES = 200;

  private LargeAccount() {}

  /** Creates the account, with calls that take no time. */
  static SimulatedAws create() {
    SimulatedAws account = SimulatedAws.create();
    Ec2Client ec2 = account.ec2();
    String vpc = ec2.describeVpcs().vpcs().get(0).vpcId();
    IntStream.range(0, GROUPS).forEach(i -> createGroup(ec2, vpc, i));
    IntStream.range(0, LOG_GROUPS)
        .forEach(i -> account.logs().createLogGroup(r -> r.logGroupName("/bench/old-" + i)));
    IntStream.range(0, REPOSITORIES)
        .forEach(i -> account.ecr().createRepository(r -> r.repositoryName("bench/old-" + i)));
    return account;
  }

  /** A group with two rules: AWS's own for everything that leaves, and one for a port. */
  private static void createGroup(Ec2Client ec2, String vpc, int number) {
    String group = ec2.createSecurityGroup(
            r -> r.groupName("bench-old-" + number).description("bench").vpcId(vpc))
        .groupId();
    IpPermission port = IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(1024 + number)
        .toPort(1024 + number)
        .ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build())
        .build();
    ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(port));
  }
}
