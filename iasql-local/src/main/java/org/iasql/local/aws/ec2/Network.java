package org.iasql.local.aws.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.InterfaceOwner;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What EC2 holds in a region: its parts read and write this, in the SDK's own values. */
final class Network {
  final Account account;
  final String region;
  final ResourceTags tags = new ResourceTags();
  final Map<String, Vpc> vpcs = new LinkedHashMap<>();
  final Map<String, Subnet> subnets = new LinkedHashMap<>();
  final Map<String, SecurityGroup> groups = new LinkedHashMap<>();

  /** The rules of each group, by rule id: an account has too many rules for one map. */
  final Map<String, Map<String, SecurityGroupRule>> rules = new LinkedHashMap<>();

  Network(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  Vpc vpc(String id) {
    return Optional.ofNullable(vpcs.get(id))
        .orElseThrow(() ->
            Ec2Error.raise("InvalidVpcID.NotFound", "The vpc ID '" + id + "' does not exist"));
  }

  Optional<Vpc> defaultVpc() {
    return vpcs.values().stream().filter(Vpc::isDefault).findFirst();
  }

  Subnet subnet(String id) {
    return Optional.ofNullable(subnets.get(id))
        .orElseThrow(() -> Ec2Error.raise(
            "InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist"));
  }

  SecurityGroup group(String id) {
    return Optional.ofNullable(groups.get(id))
        .orElseThrow(() -> Ec2Error.raise(
            "InvalidGroup.NotFound", "The security group '" + id + "' does not exist"));
  }

  Map<String, SecurityGroupRule> rulesOf(String groupId) {
    return rules.computeIfAbsent(groupId, id -> new LinkedHashMap<>());
  }

  /** Refuses an id that no taggable resource has. */
  void checkExists(String id) {
    boolean exists = vpcs.containsKey(id)
        || subnets.containsKey(id)
        || groups.containsKey(id)
        || rules.values().stream().anyMatch(each -> each.containsKey(id));
    if (!exists) {
      throw Ec2Error.raise("InvalidID", "The ID '" + id + "' is not valid");
    }
  }

  List<AttachedInterface> interfaces() {
    List<AttachedInterface> all = new ArrayList<>();
    account
        .services(region, InterfaceOwner.class)
        .forEach(owner -> all.addAll(owner.attachedInterfaces()));
    return all;
  }
}
