package org.iasql.local.aws.ec2;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups: names are unique per VPC whatever their case, and users hold them. */
final class SecurityGroups {
  /** What AWS allows in names and descriptions, of groups and of rules. */
  static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

  private static final String DEFAULT = "default";
  private static final int QUOTA = 2500;
  private static final Filters<SecurityGroup> FILTERS = new Filters<SecurityGroup>()
      .on("group-id", SecurityGroup::groupId)
      .on("group-name", SecurityGroup::groupName)
      .on("description", SecurityGroup::description)
      .on("vpc-id", SecurityGroup::vpcId)
      .on("owner-id", SecurityGroup::ownerId)
      .onAny("ip-permission.group-id", group -> Permissions.groupsIn(group.ipPermissions()))
      .onAny(
          "egress.ip-permission.group-id",
          group -> Permissions.groupsIn(group.ipPermissionsEgress()))
      .onTags(SecurityGroup::tags);
  private final Network network;

  SecurityGroups(Network network) {
    this.network = network;
  }

  static boolean isDefault(SecurityGroup group) {
    return group.groupName().equals(DEFAULT);
  }

  CreateSecurityGroupResponse create(CreateSecurityGroupRequest request) {
    List<Tag> tags =
        ResourceTags.onCreate(request.tagSpecifications(), ResourceType.SECURITY_GROUP);
    checkTexts(request.groupName(), request.description());
    String vpcId = request.vpcId() == null
        ? network
            .defaultVpc()
            .map(Vpc::vpcId)
            .orElseThrow(() -> Ec2Error.raise("VPCIdNotSpecified", "No default VPC for this user"))
        : network.vpc(request.vpcId()).vpcId();
    boolean exists = network.groups.values().stream()
        .anyMatch(group ->
            group.vpcId().equals(vpcId) && group.groupName().equalsIgnoreCase(request.groupName()));
    if (exists) {
      throw Ec2Error.raise(
          "InvalidGroup.Duplicate",
          "The security group '"
              + request.groupName()
              + "' already exists for VPC '"
              + vpcId
              + "'");
    }
    if (network.groups.size() >= QUOTA) {
      throw Ec2Error.raise(
          "SecurityGroupLimitExceeded", "The maximum number of security groups has been reached.");
    }
    SecurityGroup group = add(vpcId, request.groupName(), request.description());
    network.tags.put(group.groupId(), tags);
    return CreateSecurityGroupResponse.builder()
        .groupId(group.groupId())
        .securityGroupArn(group.securityGroupArn())
        .tags(network.tags.of(group.groupId()))
        .build();
  }

  /** Adds a VPC's default group: its members reach each other, and everything. */
  void addDefault(String vpcId) {
    SecurityGroup group = add(vpcId, DEFAULT, "default VPC security group");
    RuleKey all = RuleKey.all(group.groupId(), false, new RuleKey.Peer("group", group.groupId()));
    addRule(all);
  }

  void remove(String id) {
    network.groups.remove(id);
    network.rulesOf(id).keySet().forEach(network.tags::forget);
    network.rules.remove(id);
    network.tags.forget(id);
  }

  DescribeSecurityGroupsResponse describe(DescribeSecurityGroupsRequest request) {
    request.groupIds().forEach(this::checkId);
    request.groupNames().forEach(name -> byName(name));
    List<SecurityGroup> found = network.groups.values().stream()
        .filter(
            group -> request.groupIds().isEmpty() || request.groupIds().contains(group.groupId()))
        .filter(group -> request.groupNames().isEmpty()
            || (request.groupNames().contains(group.groupName()) && isInDefaultVpc(group)))
        .map(this::full)
        .toList();
    Pages.Page<SecurityGroup> page =
        FILTERS.page(found, request.filters(), request.nextToken(), request.maxResults());
    return DescribeSecurityGroupsResponse.builder()
        .securityGroups(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  DeleteSecurityGroupResponse delete(DeleteSecurityGroupRequest request) {
    SecurityGroup group = find(request.groupId(), request.groupName());
    String id = group.groupId();
    if (isDefault(group)) {
      throw Ec2Error.raise(
          "CannotDelete",
          "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
    }
    if (isReferenced(id) || isAttached(id)) {
      throw Ec2Error.raise("DependencyViolation", "resource " + id + " has a dependent object");
    }
    remove(id);
    return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(id).build();
  }

  /** Finds a group by id, or by name in the default VPC, as all of EC2's operations do. */
  SecurityGroup find(String id, String name) {
    if (id != null) {
      checkId(id);
      return network.group(id);
    }
    if (name == null) {
      throw Ec2Error.missing("groupName or groupId");
    }
    return byName(name);
  }

  private SecurityGroup byName(String name) {
    return network.groups.values().stream()
        .filter(group -> group.groupName().equals(name) && isInDefaultVpc(group))
        .findFirst()
        .orElseThrow(() -> Ec2Error.raise(
            "InvalidGroup.NotFound",
            "The security group '" + name + "' does not exist in default VPC"));
  }

  private boolean isInDefaultVpc(SecurityGroup group) {
    return network.vpc(group.vpcId()).isDefault();
  }

  private void checkId(String id) {
    if (!id.matches("sg-[0-9a-f]+")) {
      throw Ec2Error.raise(
          "InvalidGroupId.Malformed", "Invalid id: \"" + id + "\" (expecting \"sg-...\")");
    }
    network.group(id);
  }

  private boolean isReferenced(String id) {
    return network.rules.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(id))
        .flatMap(entry -> entry.getValue().values().stream())
        .anyMatch(rule -> rule.referencedGroupInfo() != null
            && id.equals(rule.referencedGroupInfo().groupId()));
  }

  private boolean isAttached(String id) {
    return network.interfaces().stream()
        .anyMatch(each -> each.securityGroupIds().contains(id));
  }

  private SecurityGroup add(String vpcId, String name, String description) {
    String id = network.account.newId("sg-");
    SecurityGroup group = SecurityGroup.builder()
        .groupId(id)
        .groupName(name)
        .description(description)
        .vpcId(vpcId)
        .ownerId(network.account.accountId())
        .securityGroupArn(network.account.arn("ec2", network.region, "security-group/" + id))
        .build();
    network.groups.put(id, group);
    addRule(RuleKey.all(id, true, new RuleKey.Peer("ipv4", "0.0.0.0/0")));
    return group;
  }

  private void addRule(RuleKey key) {
    String id = network.account.newId("sgr-");
    network.rulesOf(key.groupId()).put(id, key.rule(network, id, Optional.empty()));
  }

  private SecurityGroup full(SecurityGroup group) {
    var rules = network.rulesOf(group.groupId()).values();
    return group.toBuilder()
        .tags(network.tags.of(group.groupId()))
        .ipPermissions(
            Permissions.of(rules.stream().filter(rule -> !rule.isEgress()).toList()))
        .ipPermissionsEgress(
            Permissions.of(rules.stream().filter(rule -> rule.isEgress()).toList()))
        .build();
  }

  private static void checkTexts(String name, String description) {
    if (name == null || name.isEmpty()) {
      throw Ec2Error.missing("GroupName");
    }
    if (description == null || description.isEmpty()) {
      throw Ec2Error.missing("GroupDescription");
    }
    if (name.startsWith("sg-")) {
      throw Ec2Error.invalid("Invalid group name. Group names may not be in the format sg-*.");
    }
    if (name.equalsIgnoreCase(DEFAULT)) {
      throw Ec2Error.raise(
          "InvalidGroup.Reserved",
          "The name 'default' is reserved, and cannot be used as the name of a new security"
              + " group.");
    }
    check("name", name);
    check("description", description);
  }

  private static void check(String what, String text) {
    if (!TEXT.matcher(text).matches()) {
      throw Ec2Error.invalid("Invalid security group "
          + what
          + ". Valid "
          + what
          + "s are strings less than 256 characters from the following set: "
          + " a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
    }
  }
}
