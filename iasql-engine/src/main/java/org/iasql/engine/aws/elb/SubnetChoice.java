package org.iasql.engine.aws.elb;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Batch;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Chooses subnets for a load balancer that names none: the lowest id in each zone of its VPC. */
final class SubnetChoice {
  /** AWS takes 200 values for a filter. */
  private static final Batch<String, List<Subnet>> BY_VPC =
      new Batch<>("subnets of VPCs", 200, SubnetChoice::byVpc);

  private SubnetChoice() {}

  /**
   * The ids of the chosen subnets, in the order of their zones.
   *
   * @param vpc AWS's id
   * @param zones the zones to choose in; empty means all
   */
  static List<String> in(String vpc, Optional<Set<String>> zones, Step aws) {
    Map<String, String> lowest = aws.look(BY_VPC, vpc).stream()
        .filter(subnet -> zones.isEmpty() || zones.get().contains(subnet.availabilityZone()))
        .collect(Collectors.toMap(
            Subnet::availabilityZone,
            Subnet::subnetId,
            BinaryOperator.minBy(Comparator.naturalOrder()),
            TreeMap::new));
    return List.copyOf(lowest.values());
  }

  private static Map<String, List<Subnet>> byVpc(Aws aws, Set<String> vpcs) {
    Filter filter = Filter.builder().name("vpc-id").values(vpcs).build();
    return aws
        .ec2()
        .describeSubnetsPaginator(r -> r.filters(filter).maxResults(1000))
        .subnets()
        .stream()
        .collect(Collectors.groupingBy(Subnet::vpcId));
  }
}
