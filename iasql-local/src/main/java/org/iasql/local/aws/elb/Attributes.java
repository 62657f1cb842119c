package org.iasql.local.aws.elb;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** The attributes that a load balancer or a target group has, with AWS's defaults. */
final class Attributes {
  private Attributes() {}

  static Map<String, String> ofLoadBalancer(LoadBalancerTypeEnum type) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("deletion_protection.enabled", "false");
    attributes.put(
        "load_balancing.cross_zone.enabled",
        type == LoadBalancerTypeEnum.APPLICATION ? "true" : "false");
    if (type != LoadBalancerTypeEnum.GATEWAY) {
      attributes.put("access_logs.s3.enabled", "false");
      attributes.put("access_logs.s3.bucket", "");
      attributes.put("access_logs.s3.prefix", "");
    }
    if (type == LoadBalancerTypeEnum.APPLICATION) {
      attributes.put("idle_timeout.timeout_seconds", "60");
      attributes.put("client_keep_alive.seconds", "3600");
      attributes.put("routing.http2.enabled", "true");
      attributes.put("routing.http.drop_invalid_header_fields.enabled", "false");
      attributes.put("routing.http.desync_mitigation_mode", "defensive");
      attributes.put("routing.http.preserve_host_header.enabled", "false");
      attributes.put("routing.http.xff_client_port.enabled", "false");
      attributes.put("routing.http.xff_header_processing.mode", "append");
      attributes.put("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false");
      attributes.put("waf.fail_open.enabled", "false");
      attributes.put("connection_logs.s3.enabled", "false");
    }
    return attributes;
  }

  static Map<String, String> ofTargetGroup(TargetGroup group) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("deregistration_delay.timeout_seconds", "300");
    attributes.put("stickiness.enabled", "false");
    String protocol = String.valueOf(group.protocolAsString());
    if (protocol.startsWith("HTTP")) {
      attributes.put("stickiness.type", "lb_cookie");
      attributes.put("stickiness.lb_cookie.duration_seconds", "86400");
      attributes.put("slow_start.duration_seconds", "0");
      attributes.put("load_balancing.algorithm.type", "round_robin");
      attributes.put("load_balancing.cross_zone.enabled", "use_load_balancer_configuration");
    } else {
      attributes.put("stickiness.type", "source_ip");
      attributes.put("proxy_protocol_v2.enabled", "false");
      attributes.put("preserve_client_ip.enabled", "true");
      attributes.put("deregistration_delay.connection_termination.enabled", "false");
    }
    return attributes;
  }

  /** Changes attributes after checking that there are such. */
  static void modify(String what, Map<String, String> attributes, Map<String, String> changes) {
    changes.forEach((key, value) -> {
      if (!attributes.containsKey(key)) {
        throw ElbError.validation(what + " attribute key '" + key + "' is not recognized");
      }
      boolean isFlag = attributes.get(key).equals("true") || attributes.get(key).equals("false");
      if (isFlag && !value.equals("true") && !value.equals("false")) {
        throw ElbError.validation(
            what + " attribute '" + key + "' must be 'true' or 'false', not '" + value + "'");
      }
    });
    attributes.putAll(changes);
  }
}
