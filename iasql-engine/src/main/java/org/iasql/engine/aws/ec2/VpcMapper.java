package org.iasql.engine.aws.ec2;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.ec2.Vpc;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;

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
    var filter = Ec2Requests.filter("vpc-id", known.identity());
    return aws.ec2().describeVpcs(r -> r.filters(filter)).vpcs().stream()
        .findFirst()
        .map(vpc -> observed(vpc, aws));
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
