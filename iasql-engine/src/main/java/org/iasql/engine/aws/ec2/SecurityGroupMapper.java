package org.iasql.engine.aws.ec2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.rds.Rds;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Batch;
import org.iasql.engine.aws.Byproduct;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Maps {@code security_group} to EC2. Ids are never used again. */
final class SecurityGroupMapper implements ResourceMapper<SecurityGroup> {
  /** The group that AWS makes for each VPC, and that goes with it. */
  private static final String DEFAULT = "default";

  private static final String DEFAULT_DESCRIPTION = "default VPC security group";

  /**
   * The ids of the egress rules that AWS gave new groups. Asked before the groups' own rules are
   * authorized, so all there is. AWS takes 200 values for a filter.
   */
  private static final Batch<String, List<String>> DEFAULT_EGRESS =
      new Batch<>("default egress rules", 200, SecurityGroupMapper::defaultEgress);

  /** What AWS lets out of a new group: everything. */
  private static final IpPermission TO_ANYWHERE = IpPermission.builder()
      .ipProtocol("-1")
      .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
      .build();

  @Override
  public ResourceType<SecurityGroup> type() {
    return ResourceType.of(SecurityGroup.class);
  }

  @Override
  public List<Observed<SecurityGroup>> list(Observation aws) {
    return aws
        .ec2()
        .describeSecurityGroupsPaginator(r -> r.maxResults(Ec2Requests.PAGE))
        .securityGroups()
        .stream()
        .map(group -> observed(group, aws))
        .toList();
  }

  @Override
  public Observed<SecurityGroup> create(SecurityGroup desired, Step aws) {
    Optional<String> vpc = aws.identity(Vpc.class, desired.vpcId());
    if (isDefault(desired)) {
      return withoutRules(vpc.orElseThrow(), aws);
    }
    String description = desired.description().orElse(desired.groupName());
    var tags = Ec2Requests.tags(
        software.amazon.awssdk.services.ec2.model.ResourceType.SECURITY_GROUP, aws);
    var response = aws.ec2()
        .createSecurityGroup(r -> r.groupName(desired.groupName())
            .description(description)
            .vpcId(vpc.orElse(null))
            .tagSpecifications(tags));
    SecurityGroup value = SecurityGroup.builder()
        .region(aws.region())
        .groupName(desired.groupName())
        .description(description)
        .ownerId(aws.accountId())
        .groupId(response.groupId())
        .vpcId(vpc.map(Ref::<Vpc>cloud))
        .build();
    return Observed.of(response.groupId(), value);
  }

  /** The group that came with a new VPC: its rules are those of the rows. */
  private static Observed<SecurityGroup> withoutRules(String vpc, Step aws) {
    Observed<SecurityGroup> group = initial(vpc, aws).stream()
        .findFirst()
        .orElseThrow(() -> new CloudException(
            "AWS does not show the default group of the new VPC %s yet. Apply again."
                .formatted(vpc)));
    String id = group.identity();
    IpPermission fromItself = IpPermission.builder()
        .ipProtocol("-1")
        .userIdGroupPairs(UserIdGroupPair.builder().groupId(id).build())
        .build();
    aws.unless(
        "InvalidPermission.NotFound",
        () -> aws.ec2().revokeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(fromItself)));
    return group;
  }

  private static boolean isDefault(SecurityGroup group) {
    return group.groupName().equalsIgnoreCase(DEFAULT);
  }

  /** Nothing that a user sets can be updated: every change is a replace. */
  @Override
  public Observed<SecurityGroup> update(
      Observed<SecurityGroup> actual, SecurityGroup desired, Step aws) {
    return actual;
  }

  @Override
  public void delete(Observed<SecurityGroup> actual, Step aws) {
    if (isDefault(actual.value())) {
      return; // It goes with its VPC.
    }
    aws.ec2().deleteSecurityGroup(r -> r.groupId(actual.identity()));
  }

  @Override
  public Optional<Observed<SecurityGroup>> read(Observed<SecurityGroup> known, Aws aws) {
    return first(List.of(Ec2Requests.filter("group-id", known.identity())), aws);
  }

  @Override
  public Optional<Observed<SecurityGroup>> made(
      SecurityGroup wish, Map<String, String> tags, Aws aws) {
    if (isDefault(wish)) {
      return wish.vpcId()
          .flatMap(Ref::cloud)
          .flatMap(vpc -> initial(vpc, aws).stream().findFirst());
    }
    List<Filter> filters = new ArrayList<>(
        Ec2Requests.filters(tags, Ec2Requests.filter("group-name", wish.groupName())));
    wish.vpcId()
        .flatMap(Ref::cloud)
        .ifPresent(vpc -> filters.add(Ec2Requests.filter("vpc-id", vpc)));
    return first(filters, aws);
  }

  /** The groups that AWS made with a new VPC. */
  static List<Observed<SecurityGroup>> initial(String vpc, Aws aws) {
    var filters =
        List.of(Ec2Requests.filter("vpc-id", vpc), Ec2Requests.filter("group-name", DEFAULT));
    return aws.ec2().describeSecurityGroups(r -> r.filters(filters)).securityGroups().stream()
        .map(group -> observed(group, aws))
        .toList();
  }

  private static Optional<Observed<SecurityGroup>> first(List<Filter> filters, Aws aws) {
    return aws.ec2().describeSecurityGroups(r -> r.filters(filters)).securityGroups().stream()
        .findFirst()
        .map(group -> observed(group, aws));
  }

  /** Load balancers, tasks and databases take their interfaces with them; nothing else does. */
  @Override
  public Optional<String> obstacleToDelete(Observed<SecurityGroup> actual, Observation aws) {
    var filter = Ec2Requests.filter("group-id", actual.identity());
    String interfaces = aws
        .ec2()
        .describeNetworkInterfacesPaginator(r -> r.filters(filter).maxResults(Ec2Requests.PAGE))
        .networkInterfaces()
        .stream()
        .filter(each -> !goesWithItsOwner(each))
        .map(NetworkInterface::networkInterfaceId)
        .collect(Collectors.joining(", "));
    return interfaces.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Security group '%s' (%s) cannot be deleted, because network interfaces use it: %s. Take them out of the group, or delete them, then apply again."
                .formatted(actual.value().groupName(), actual.identity(), interfaces));
  }

  /** AWS deletes no group that something uses, and two groups of a VPC cannot have one name. */
  @Override
  public Optional<String> obstacleToReplaceInPlace(SecurityGroup desired, Observation aws) {
    String users = Stream.of(
            users(LoadBalancer.class, LoadBalancer::securityGroups, desired, aws),
            users(Service.class, Service::securityGroups, desired, aws),
            users(Rds.class, Rds::securityGroups, desired, aws))
        .flatMap(Function.identity())
        .collect(Collectors.joining(", "));
    return users.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Security group '%1$s' cannot get another description, because AWS would have to delete and create it, and it is in use by %2$s. Give it another group_name too: then the new group is made first and its users move to it."
                .formatted(desired.groupName(), users));
  }

  private static <R extends Resource<R>> Stream<String> users(
      Class<R> type,
      Function<R, Set<Ref<SecurityGroup>>> groups,
      SecurityGroup group,
      Observation aws) {
    return aws.rows(type).stream()
        .filter(row -> groups.apply(row).contains(group.ref()))
        .map(row -> "%s '%s'".formatted(ResourceType.of(type).table(), row.describe()));
  }

  private static boolean goesWithItsOwner(NetworkInterface each) {
    String description = Optional.ofNullable(each.description()).orElse("");
    String type = Optional.ofNullable(each.interfaceTypeAsString()).orElse("");
    return description.startsWith("ELB ")
        || description.contains(":attachment/")
        || description.equals("RDSNetworkInterface")
        || type.endsWith("load_balancer");
  }

  /** The row of a default group can only be AWS's own, of a VPC that is there or made anew. */
  @Override
  public Optional<String> objection(SecurityGroup desired, Observation aws) {
    return isDefault(desired) && !comesWithItsVpc(desired, aws)
        ? Optional.of(
            "Security group '%s' cannot be created or changed: AWS makes the group of this name for each VPC, and reserves the name. Choose another name, or take the row back with iasql_sync()."
                .formatted(desired.groupName()))
        : Optional.empty();
  }

  private static boolean comesWithItsVpc(SecurityGroup group, Observation aws) {
    return group.description().equals(Optional.of(DEFAULT_DESCRIPTION))
        && aws.rows(Vpc.class).stream()
            .filter(vpc -> group.vpcId().equals(Optional.of(vpc.ref())))
            .noneMatch(vpc -> vpc.vpcId().flatMap(id -> aws.find(Vpc.class, id)).isPresent());
  }

  @Override
  public List<Byproduct> byproducts(SecurityGroup desired) {
    return List.of(
        new Byproduct("security_group_rule", "default egress rule of " + desired.groupName()));
  }

  /** A rule that is not shown is gone, or not shown yet: its content is enough to revoke it. */
  @Override
  public String removeByproduct(Byproduct byproduct, Observed<SecurityGroup> created, Step aws) {
    String group = created.identity();
    List<String> rules = aws.look(DEFAULT_EGRESS, group);
    if (rules.isEmpty()) {
      aws.unless(
          "InvalidPermission.NotFound",
          () -> aws.ec2()
              .revokeSecurityGroupEgress(r -> r.groupId(group).ipPermissions(TO_ANYWHERE)));
    } else {
      aws.unless(
          "InvalidSecurityGroupRuleId.NotFound",
          () -> aws.ec2()
              .revokeSecurityGroupEgress(r -> r.groupId(group).securityGroupRuleIds(rules)));
    }
    return rules.isEmpty() ? byproduct.description() : String.join(", ", rules);
  }

  private static Map<String, List<String>> defaultEgress(Aws aws, Set<String> groups) {
    var filter = Ec2Requests.filter("group-id", groups.toArray(String[]::new));
    Map<String, List<String>> rules = new HashMap<>();
    groups.forEach(group -> rules.put(group, new ArrayList<>()));
    aws
        .ec2()
        .describeSecurityGroupRulesPaginator(r -> r.filters(filter).maxResults(Ec2Requests.PAGE))
        .securityGroupRules()
        .stream()
        .filter(SecurityGroupRule::isEgress)
        .forEach(rule -> rules.get(rule.groupId()).add(rule.securityGroupRuleId()));
    return rules;
  }

  private static Observed<SecurityGroup> observed(
      software.amazon.awssdk.services.ec2.model.SecurityGroup group, Aws aws) {
    SecurityGroup value = SecurityGroup.builder()
        .region(aws.region())
        .groupName(group.groupName())
        .description(group.description())
        .ownerId(Optional.ofNullable(group.ownerId()))
        .groupId(group.groupId())
        .vpcId(Optional.ofNullable(group.vpcId()).map(Ref::<Vpc>cloud))
        .build();
    return Observed.of(group.groupId(), value).madeByAws(group.groupName().equals(DEFAULT));
  }
}
