package org.iasql.engine.aws.elb;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.Step;

/** Chooses subnets for a load balancer that names none: the lowest id in each zone of its VPC. */
final class SubnetChoice {
  private SubnetChoice() {}

  /**
   * The ids of the chosen subnets, in the order of their zones.
   *
   * @param vpc where the load balancer is
   * @param zones the zones to choose in; empty means all
   */
  static List<String> in(Observed<Vpc> vpc, Optional<Set<String>> zones, Step aws) {
    TreeMap<String, String> lowest = aws.all(Subnet.class).stream()
        .filter(subnet ->
            aws.resolve(Vpc.class, subnet.value().vpcId()).identity().equals(vpc.identity()))
        .filter(subnet -> zones.isEmpty() || zones.get().contains(zone(subnet)))
        .collect(Collectors.toMap(
            SubnetChoice::zone,
            subnet -> subnet.identity(),
            BinaryOperator.minBy(Comparator.<String>naturalOrder()),
            TreeMap::new));
    return List.copyOf(lowest.values());
  }

  private static String zone(Observed<Subnet> subnet) {
    return subnet.value().availabilityZone();
  }
}
