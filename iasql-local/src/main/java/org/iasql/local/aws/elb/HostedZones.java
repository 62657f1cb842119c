package org.iasql.local.aws.elb;

import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** The Route 53 zones of load balancers' names, as AWS publishes them with ELB's endpoints. */
final class HostedZones {
  private static final Map<String, String> APPLICATION = Map.of(
      "us-east-1", "Z35SXDOTRQ7X7K",
      "us-east-2", "Z3AADJGX6KTTL2",
      "us-west-1", "Z368ELLRRE2KJ0",
      "us-west-2", "Z1H1FL5HABSF5",
      "eu-west-1", "Z32O12XQLNTSW2",
      "eu-central-1", "Z215JYRZR1TBD5");
  private static final Map<String, String> NETWORK = Map.of(
      "us-east-1", "Z26RNL4JYFTOTI",
      "us-east-2", "ZLMOA37VPKANP",
      "us-west-1", "Z24FKFUX50B4VW",
      "us-west-2", "Z18D5FSROUN65G",
      "eu-west-1", "Z2IFOLAFXWLO4F",
      "eu-central-1", "Z3F0SRJ5LGBH90");

  private HostedZones() {}

  static String of(String region, LoadBalancerTypeEnum type) {
    Map<String, String> zones = type == LoadBalancerTypeEnum.APPLICATION ? APPLICATION : NETWORK;
    return zones.getOrDefault(region, "Z00000000000000000000");
  }
}
