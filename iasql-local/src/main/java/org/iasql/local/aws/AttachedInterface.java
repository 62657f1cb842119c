package org.iasql.local.aws;

import java.util.List;

/**
 * A network interface that a service holds in a subnet: while it exists, EC2 deletes neither the
 * subnet nor its security groups.
 *
 * @param interfaceId the id, such as {@code eni-0123456789abcdef0}
 * @param subnetId the subnet
 * @param securityGroupIds the groups, possibly none
 * @param description what AWS shows, such as {@code ELB app/name/0123456789abcdef}
 */
public record AttachedInterface(
    String interfaceId, String subnetId, List<String> securityGroupIds, String description) {
  /** Copies the list. */
  public AttachedInterface {
    securityGroupIds = List.copyOf(securityGroupIds);
  }
}
