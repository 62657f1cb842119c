package org.iasql.local.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Batch;
import org.iasql.engine.aws.Byproduct;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import org.iasql.engine.cloud.AwsCall;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.CallRecord;
import org.iasql.engine.cloud.ChangingView;
import org.iasql.local.aws.Mappers;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** AWS's egress rule of a new group is taken away, whatever AWS shows of it. */
class DefaultEgressTest {
  private final SimulatedAws aws = SimulatedAws.create();
  private final ResourceMapper<SecurityGroup> mapper = mapper();

  @SuppressWarnings("unchecked")
  private static ResourceMapper<SecurityGroup> mapper() {
    return (ResourceMapper<SecurityGroup>) Mappers.all().stream()
        .filter(each -> each.type().valueClass() == SecurityGroup.class)
        .findFirst()
        .orElseThrow();
  }

  /** In the default VPC, EC2 has no error for a rule that is not there. */
  private Observed<SecurityGroup> group(boolean inDefaultVpc) {
    String vpc = inDefaultVpc
        ? aws.ec2().describeVpcs().vpcs().get(0).vpcId()
        : aws.ec2().createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    return observed(aws.ec2()
        .createSecurityGroup(r -> r.groupName("web").description("web").vpcId(vpc))
        .groupId());
  }

  private static Observed<SecurityGroup> observed(String id) {
    return Observed.of(
        id, SecurityGroup.builder().groupName("web").description("web").build());
  }

  private String remove(Observed<SecurityGroup> group, boolean shown) {
    Byproduct byproduct = mapper.byproducts(group.value()).get(0);
    return mapper.removeByproduct(byproduct, group, new OneStep(aws, shown));
  }

  private List<SecurityGroupRule> rules(Observed<SecurityGroup> group) {
    return aws
        .ec2()
        .describeSecurityGroupRules(r -> r.maxResults(1000))
        .securityGroupRules()
        .stream()
        .filter(rule -> rule.groupId().equals(group.identity()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTakenAwayOnceThoughAskedTwice(boolean inDefaultVpc) {
    Observed<SecurityGroup> group = group(inDefaultVpc);
    String rule = rules(group).get(0).securityGroupRuleId();
    assertThat(remove(group, true)).isEqualTo(rule);
    assertThat(remove(group, true)).isEqualTo("default egress rule of web");
    assertThat(rules(group)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTakenAwayBeforeItIsShown(boolean inDefaultVpc) {
    Observed<SecurityGroup> group = group(inDefaultVpc);
    assertThat(remove(group, false)).isEqualTo("default egress rule of web");
    assertThat(rules(group)).isEmpty();
  }

  @Test
  void isNotDoneWhileTheGroupIsNotShown() {
    assertThatThrownBy(() -> remove(observed("sg-0123456789abcdef0"), true))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("InvalidGroup.NotFound");
  }

  /** A step of an apply that depends on nothing. */
  private static final class OneStep extends ChangingView implements Step {
    private final boolean shown;

    OneStep(SimulatedAws aws, boolean shown) {
      super(Mappers.account(aws), new Unrecorded(), aws.region(), aws.accountId());
      this.shown = shown;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V look(Batch<K, V> batch, K key) {
      return shown ? batch.read().apply(this, Set.of(key)).get(key) : (V) List.of();
    }

    @Override
    public <R extends Resource<R>> Observed<R> resolve(Class<R> type, Ref<R> ref) {
      throw new UnsupportedOperationException("Nothing is referred to");
    }

    @Override
    public <R extends Resource<R>> List<Observed<R>> all(Class<R> type) {
      return List.of();
    }

    @Override
    public Map<String, String> tags() {
      return Map.of("iasql:operation", "test");
    }

    @Override
    public String clientToken() {
      return "test";
    }
  }

  private static final class Unrecorded implements CallRecord {
    @Override
    public long intent(AwsCall call) {
      return 0;
    }

    @Override
    public void succeeded(long intent) {
      assertThat(intent).isZero();
    }

    @Override
    public void failed(long intent, CallFailedException failure) {
      assertThat(failure).hasMessageContaining("NotFound");
    }
  }
}
