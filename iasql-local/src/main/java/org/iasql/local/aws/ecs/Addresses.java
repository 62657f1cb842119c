package org.iasql.local.aws.ecs;

import java.util.HashMap;
import java.util.Map;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.ec2.SimulatedEc2;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;

/** The private addresses of tasks, one after the other in each subnet. */
final class Addresses {
  /** AWS keeps the first four of a subnet to itself. */
  private static final int FIRST = 4;

  private final Account account;
  private final String region;
  private final Map<String, Integer> taken = new HashMap<>();

  Addresses(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  String next(String subnetId) {
    String[] cidr = account
        .service(region, SimulatedEc2.class)
        .describeSubnets(DescribeSubnetsRequest.builder().subnetIds(subnetId).build())
        .subnets()
        .get(0)
        .cidrBlock()
        .split("/");
    int usable = (1 << (32 - Integer.parseInt(cidr[1]))) - FIRST - 1;
    int number = FIRST + (taken.merge(subnetId, 1, Integer::sum) - 1) % usable;
    String[] parts = cidr[0].split("\\.");
    long address = number;
    for (int i = 0; i < parts.length; i++) {
      address += Long.parseLong(parts[i]) << (8 * (3 - i));
    }
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }
}
