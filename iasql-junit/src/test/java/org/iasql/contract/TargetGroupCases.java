package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.ProtocolVersion;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.aws.elb.TargetGroupIpAddressType;
import org.iasql.aws.elb.TargetType;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** Target groups. */
final class TargetGroupCases {
  private TargetGroupCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new TargetGroupCase());
  }

  /** A target group of the default VPC. */
  static Ref<TargetGroup> insert(IasqlTransaction tx, String name, Protocol protocol) {
    return tx.dao(TargetGroupDao.class)
        .insert(TargetGroup.builder()
            .targetGroupName(name)
            .targetType(TargetType.IP)
            .protocol(protocol)
            .port(8088)
            .build())
        .ref();
  }

  /** The target group of this name. */
  static Ref<TargetGroup> find(IasqlTransaction tx, String name) {
    return tx.dao(TargetGroupDao.class).findByName(name).orElseThrow().ref();
  }

  /** The same by hand; its ARN. */
  static String make(SimulatedAws aws, String name, Protocol protocol) {
    String vpc = SecurityGroupCases.defaultVpc(aws);
    return aws.elb()
        .createTargetGroup(request -> request
            .name(name)
            .targetType("ip")
            .protocol(protocol.label())
            .port(8088)
            .vpcId(vpc))
        .targetGroups()
        .get(0)
        .targetGroupArn();
  }

  private static final class TargetGroupCase implements ResourceCase<TargetGroup> {
    private static final String NAME = "contract-targets";

    @Override
    public ResourceType<TargetGroup> type() {
      return ResourceType.of(TargetGroup.class);
    }

    @Override
    public Class<? extends ResourceDao<TargetGroup>> dao() {
      return TargetGroupDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_elb");
    }

    @Override
    public TargetGroup value(IasqlTransaction tx) {
      return TargetGroup.builder()
          .targetGroupName(NAME)
          .targetType(TargetType.IP)
          .protocol(Protocol.HTTP)
          .port(8088)
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return TargetGroupCases.make(aws, NAME, Protocol.HTTP);
    }

    @Override
    public void vanish(SimulatedAws aws, TargetGroup row) {
      aws.elb().deleteTargetGroup(r -> r.targetGroupArn(row.targetGroupArn().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, TargetGroup row) {
      String arn = row.targetGroupArn().orElseThrow();
      try {
        return aws
            .elb(row.region().orElseThrow())
            .describeTargetGroups(r -> r.targetGroupArns(arn))
            .targetGroups()
            .stream()
            .map(TargetGroupCase::columns)
            .findFirst();
      } catch (TargetGroupNotFoundException gone) {
        return Optional.empty();
      }
    }

    private static CloudColumns columns(
        software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
      return CloudColumns.empty()
          .with("target_group_name", group.targetGroupName())
          .with("target_group_arn", group.targetGroupArn())
          .with("target_type", group.targetTypeAsString())
          .with("ip_address_type", group.ipAddressTypeAsString())
          .with("protocol", group.protocolAsString())
          .with("port", group.port())
          .with("vpc_id", group.vpcId())
          .with("health_check_protocol", group.healthCheckProtocolAsString())
          .with("health_check_port", group.healthCheckPort())
          .with("health_check_enabled", group.healthCheckEnabled())
          .with("health_check_interval_seconds", group.healthCheckIntervalSeconds())
          .with("health_check_timeout_seconds", group.healthCheckTimeoutSeconds())
          .with("healthy_threshold_count", group.healthyThresholdCount())
          .with("unhealthy_threshold_count", group.unhealthyThresholdCount())
          .with("health_check_path", group.healthCheckPath())
          .with("protocol_version", group.protocolVersion());
    }

    @Override
    public List<ColumnChange<TargetGroup>> changes() {
      return List.of(
          ColumnChange.updates("health_check_path", (row, tx) -> row.withHealthCheckPath("/up")),
          ColumnChange.updates("health_check_port", (row, tx) -> row.withHealthCheckPort("9000")),
          ColumnChange.updates(
              "health_check_protocol", (row, tx) -> row.withHealthCheckProtocol(Protocol.HTTPS)),
          ColumnChange.updates(
              "health_check_interval_seconds", (row, tx) -> row.withHealthCheckIntervalSeconds(60)),
          ColumnChange.updates(
              "health_check_timeout_seconds", (row, tx) -> row.withHealthCheckTimeoutSeconds(20)),
          ColumnChange.updates(
              "healthy_threshold_count", (row, tx) -> row.withHealthyThresholdCount(3)),
          ColumnChange.updates(
              "unhealthy_threshold_count", (row, tx) -> row.withUnhealthyThresholdCount(4)),
          ColumnChange.changesNothing("vpc", (row, tx) -> row.withVpc("default")),
          ColumnChange.refused(
              "health_check_enabled",
              (row, tx) -> row.withHealthCheckEnabled(false),
              "target_group_health_check_is_enabled_unless_it_is_lambda"),
          ColumnChange.replaces("port", (row, tx) -> row.withPort(8090)),
          ColumnChange.replaces(
              "protocol_version", (row, tx) -> row.withProtocolVersion(ProtocolVersion.HTTP2)),
          ColumnChange.replaces(
              "ip_address_type", (row, tx) -> row.withIpAddressType(TargetGroupIpAddressType.IPV6)),
          ColumnChange.replaces("target_group_name", (row, tx) -> row.withTargetGroupName("other")),
          ColumnChange.replaces(
              "vpc_id",
              (row, tx) -> row.withVpc(Optional.empty())
                  .withVpcId(NetworkCases.insertVpc(tx, NetworkCases.BLOCK))),
          ColumnChange.replaces(
              "protocol",
              (row, tx) -> row.withProtocol(Protocol.TCP).withProtocolVersion(Optional.empty())),
          ColumnChange.replaces(
              "target_type",
              (row, tx) -> row.withTargetType(TargetType.INSTANCE)
                  .withIpAddressType(TargetGroupIpAddressType.IPV4)),
          ColumnChange.refused(
              "region", (row, tx) -> row.withRegion(Contract.otherRegion(tx)), "region"));
    }
  }
}
