package org.iasql.local.aws.ec2;

import java.util.List;
import java.util.stream.Stream;
import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** The account's regions, and the zones of this one. */
final class Regions {
  private static final List<String> NOT_OPTED_IN = List.of("af-south-1", "ap-east-1");
  private static final Filters<Region> REGION_FILTERS = new Filters<Region>()
      .on("region-name", Region::regionName)
      .on("opt-in-status", Region::optInStatus)
      .on("endpoint", Region::endpoint);
  private static final Filters<AvailabilityZone> ZONE_FILTERS = new Filters<AvailabilityZone>()
      .on("zone-name", AvailabilityZone::zoneName)
      .on("zone-id", AvailabilityZone::zoneId)
      .on("zone-type", AvailabilityZone::zoneType)
      .on("region-name", AvailabilityZone::regionName)
      .on("opt-in-status", AvailabilityZone::optInStatusAsString)
      .on("state", AvailabilityZone::stateAsString);
  private final Account account;
  private final String region;

  Regions(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  DescribeRegionsResponse describeRegions(DescribeRegionsRequest request) {
    Stream<Region> enabled =
        account.regions().stream().map(name -> region(name, "opt-in-not-required"));
    Stream<Region> others = Boolean.TRUE.equals(request.allRegions())
        ? NOT_OPTED_IN.stream().map(name -> region(name, "not-opted-in"))
        : Stream.empty();
    List<Region> all = Stream.concat(enabled, others).toList();
    for (String name : request.regionNames()) {
      if (all.stream().noneMatch(each -> each.regionName().equals(name))) {
        throw Ec2Error.invalid("Invalid region provided: " + name);
      }
    }
    List<Region> named = all.stream()
        .filter(each ->
            request.regionNames().isEmpty() || request.regionNames().contains(each.regionName()))
        .toList();
    return DescribeRegionsResponse.builder()
        .regions(REGION_FILTERS.matching(named, request.filters()))
        .build();
  }

  DescribeAvailabilityZonesResponse describeZones(DescribeAvailabilityZonesRequest request) {
    for (String name : request.zoneNames()) {
      if (!zones().contains(name)) {
        throw Ec2Error.invalid("Invalid availability zone: [" + name + "]");
      }
    }
    List<AvailabilityZone> named = zones().stream()
        .filter(name -> request.zoneNames().isEmpty() || request.zoneNames().contains(name))
        .map(this::zone)
        .toList();
    return DescribeAvailabilityZonesResponse.builder()
        .availabilityZones(ZONE_FILTERS.matching(named, request.filters()))
        .build();
  }

  /** The zones' names, in order. */
  List<String> zones() {
    return Stream.of("a", "b", "c").map(letter -> region + letter).toList();
  }

  String zoneId(String zone) {
    String[] parts = region.split("-");
    return parts[0]
        + parts[1].charAt(0)
        + parts[parts.length - 1]
        + "-az"
        + (zones().indexOf(zone) + 1);
  }

  private AvailabilityZone zone(String name) {
    return AvailabilityZone.builder()
        .zoneName(name)
        .zoneId(zoneId(name))
        .zoneType("availability-zone")
        .regionName(region)
        .groupName(region)
        .networkBorderGroup(region)
        .optInStatus("opt-in-not-required")
        .state(AvailabilityZoneState.AVAILABLE)
        .build();
  }

  private static Region region(String name, String optIn) {
    return Region.builder()
        .regionName(name)
        .endpoint("ec2." + name + ".amazonaws.com")
        .optInStatus(optIn)
        .build();
  }
}
