package org.iasql.engine.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.ec2.Vpc;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Companion;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Maps {@code vpc} to EC2. Ids are never used again. */
final class VpcMapper implements ResourceMapper<Vpc> {
  @Override
  public ResourceType<Vpc> type() {
    return ResourceType.of(Vpc.class);
  }

  @Override
  public List<Observed<Vpc>> list(Observation aws) {
    return aws.ec2().describeVpcsPaginator(r -> r.maxResults(Ec2Requests.PAGE)).vpcs().stream()
        .map(vpc -> observed(vpc, aws))
        .toList();
  }

  @Override
  public Observed<Vpc> create(Vpc desired, Step aws) {
    var tags = Ec2Requests.tags(software.amazon.awssdk.services.ec2.model.ResourceType.VPC, aws);
    var response =
        aws.ec2().createVpc(r -> r.cidrBlock(desired.cidrBlock()).tagSpecifications(tags));
    return observed(response.vpc(), aws);
  }

  /** Nothing that a user sets can be updated: a change of the block is a replace. */
  @Override
  public Observed<Vpc> update(Observed<Vpc> actual, Vpc desired, Step aws) {
    return actual;
  }

  @Override
  public void delete(Observed<Vpc> actual, Step aws) {
    aws.ec2().deleteVpc(r -> r.vpcId(actual.identity()));
  }

  @Override
  public Optional<Observed<Vpc>> read(Observed<Vpc> known, Aws aws) {
    return first(List.of(Ec2Requests.filter("vpc-id", known.identity())), aws);
  }

  @Override
  public Optional<Observed<Vpc>> made(Vpc wish, Map<String, String> tags, Aws aws) {
    return first(Ec2Requests.filters(tags, Ec2Requests.filter("cidr", wish.cidrBlock())), aws);
  }

  private static Optional<Observed<Vpc>> first(List<Filter> filters, Aws aws) {
    return aws.ec2().describeVpcs(r -> r.filters(filters)).vpcs().stream()
        .findFirst()
        .map(vpc -> observed(vpc, aws));
  }

  /** The default security group with its rules. */
  @Override
  public List<Companion> companions(Observed<Vpc> created, Aws aws) {
    List<Companion> companions = new ArrayList<>();
    for (var group : SecurityGroupMapper.initial(created.identity(), aws)) {
      companions.add(new Companion("security_group", group));
      SecurityGroupRuleMapper.initial(group.identity(), aws)
          .forEach(rule -> companions.add(new Companion("security_group_rule", rule)));
    }
    return companions;
  }

  @Override
  public boolean ready(Vpc actual) {
    return actual.state().equals(Optional.of("available"));
  }

  private static Observed<Vpc> observed(
      software.amazon.awssdk.services.ec2.model.Vpc vpc, Aws aws) {
    boolean isDefault = Boolean.TRUE.equals(vpc.isDefault());
    Vpc value = Vpc.builder()
        .region(aws.region())
        .vpcId(vpc.vpcId())
        .cidrBlock(vpc.cidrBlock())
        .state(Optional.ofNullable(vpc.stateAsString()))
        .isDefault(isDefault)
        .build();
    return Observed.of(vpc.vpcId(), value).madeByAws(isDefault);
  }
}
