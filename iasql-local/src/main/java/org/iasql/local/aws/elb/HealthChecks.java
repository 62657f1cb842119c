package org.iasql.local.aws.elb;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** How target groups look after their targets: AWS's defaults and ranges. */
final class HealthChecks {
  private static final Set<ProtocolEnum> HTTP = Set.of(ProtocolEnum.HTTP, ProtocolEnum.HTTPS);

  private HealthChecks() {}

  /** Fills in what a target group's settings leave open, and checks the whole. */
  static TargetGroup complete(TargetGroup group) {
    boolean isLambda = group.targetType() == TargetTypeEnum.LAMBDA;
    boolean isGeneve = group.protocol() == ProtocolEnum.GENEVE;
    ProtocolEnum check = protocol(group, isLambda);
    boolean isHttp = isLambda || HTTP.contains(check);
    TargetGroup complete = group.toBuilder()
        .healthCheckEnabled(or(group.healthCheckEnabled(), !isLambda))
        .healthCheckProtocol(isLambda ? null : check)
        .healthCheckPort(isLambda ? null : or(group.healthCheckPort(), "traffic-port"))
        .healthCheckPath(isHttp ? or(group.healthCheckPath(), defaultPath(group)) : null)
        .healthCheckIntervalSeconds(
            or(group.healthCheckIntervalSeconds(), isLambda ? 35 : isGeneve ? 10 : 30))
        .healthCheckTimeoutSeconds(or(
            group.healthCheckTimeoutSeconds(), defaultTimeout(group, isLambda, isGeneve, isHttp)))
        .healthyThresholdCount(or(group.healthyThresholdCount(), 5))
        .unhealthyThresholdCount(or(group.unhealthyThresholdCount(), 2))
        .matcher(isHttp ? or(group.matcher(), defaultMatcher(group)) : null)
        .build();
    if (!isHttp && (group.healthCheckPath() != null || group.matcher() != null)) {
      throw ElbError.validation("Health check path and matcher cannot be specified for target"
          + " groups with health check protocol '"
          + check
          + "'");
    }
    check(complete);
    return complete;
  }

  private static ProtocolEnum protocol(TargetGroup group, boolean isLambda) {
    ProtocolEnum given = group.healthCheckProtocol();
    boolean overHttp = HTTP.contains(group.protocol());
    if (given == null) {
      boolean byHttp = overHttp || isLambda || group.targetType() == TargetTypeEnum.ALB;
      return byHttp ? ProtocolEnum.HTTP : ProtocolEnum.TCP;
    }
    boolean known = HTTP.contains(given) || given == ProtocolEnum.TCP;
    if (!known || (overHttp && given == ProtocolEnum.TCP)) {
      throw ElbError.validation("Health check protocol '"
          + given
          + "' is not supported for target groups with the protocol '"
          + group.protocolAsString()
          + "'");
    }
    return given;
  }

  private static int defaultTimeout(
      TargetGroup group, boolean isLambda, boolean isGeneve, boolean isHttp) {
    if (isLambda) {
      return 30;
    }
    if (isGeneve || HTTP.contains(group.protocol())) {
      return 5;
    }
    return isHttp ? 6 : 10;
  }

  private static String defaultPath(TargetGroup group) {
    return "GRPC".equals(group.protocolVersion()) ? "/AWS.ALB/healthcheck" : "/";
  }

  private static Matcher defaultMatcher(TargetGroup group) {
    if ("GRPC".equals(group.protocolVersion())) {
      return Matcher.builder().grpcCode("12").build();
    }
    boolean isNetwork =
        group.targetType() != TargetTypeEnum.LAMBDA && !HTTP.contains(group.protocol());
    return Matcher.builder().httpCode(isNetwork ? "200-399" : "200").build();
  }

  private static void check(TargetGroup group) {
    range("interval", group.healthCheckIntervalSeconds(), 5, 300);
    range("timeout", group.healthCheckTimeoutSeconds(), 2, 120);
    range("healthy threshold count", group.healthyThresholdCount(), 2, 10);
    range("unhealthy threshold count", group.unhealthyThresholdCount(), 2, 10);
    if (group.healthCheckTimeoutSeconds() >= group.healthCheckIntervalSeconds()) {
      throw ElbError.validation("Health check timeout '"
          + group.healthCheckTimeoutSeconds()
          + "' must be smaller than the interval '"
          + group.healthCheckIntervalSeconds()
          + "'");
    }
    if (!group.healthCheckEnabled() && group.targetType() != TargetTypeEnum.LAMBDA) {
      throw ElbError.validation("Health check enabled must be true for target groups with target"
          + " type '"
          + group.targetTypeAsString()
          + "'");
    }
    String path = group.healthCheckPath();
    if (path != null && (!path.startsWith("/") || path.length() > 1024)) {
      throw ElbError.validation("Health check path '"
          + path
          + "' must begin with a '/' and be at most 1024 characters long");
    }
    String port = group.healthCheckPort();
    boolean isPort = port != null
        && port.matches("\\d{1,5}")
        && Integer.parseInt(port) >= 1
        && Integer.parseInt(port) <= 65535;
    if (port != null && !port.equals("traffic-port") && !isPort) {
      throw ElbError.validation(
          "Health check port '" + port + "' must be 'traffic-port' or between 1 and 65535");
    }
  }

  private static void range(String what, int value, int from, int to) {
    if (value < from || value > to) {
      throw ElbError.validation(
          "Health check " + what + " '" + value + "' must be between " + from + " and " + to);
    }
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return Optional.ofNullable(given).orElse(otherwise);
  }
}
