package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** What a service can stand behind. */
@IasqlTest(modules = "aws_ecs_fargate")
class LoadBalancedServicesTest {
  private final Iasql iasql;
  private final SimulatedAws aws;
  private final WebService web;

  LoadBalancedServicesTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
    this.web = new WebService(iasql, aws);
  }

  private Listener listener() {
    String balancer = aws.elb().describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
    return aws.elb()
        .describeListeners(request -> request.loadBalancerArn(balancer))
        .listeners()
        .get(0);
  }

  @Test
  void servesHttpsWithACertificate() {
    String certificate = aws.acm()
        .requestCertificate(request -> request.domainName("www.example.com"))
        .certificateArn();
    iasql.install("aws_acm_list");
    iasql.sync();
    web.up();
    web.execute("""
        UPDATE listener SET protocol = 'HTTPS', port = 443,
          certificate_id = (SELECT id FROM certificate WHERE domain_name = 'www.example.com')""");
    assertThat(iasql.apply()).hasSize(1);
    assertThat(listener())
        .returns(443, Listener::port)
        .returns(ProtocolEnum.HTTPS, Listener::protocol);
    assertThat(listener().certificates())
        .extracting(Certificate::certificateArn)
        .containsExactly(certificate);
    assertThat(web.column("listener", "ssl_policy")).isEqualTo(listener().sslPolicy());
    assertThat(iasql.apply()).isEmpty();
    web.down();
    aws.acm().deleteCertificate(request -> request.certificateArn(certificate));
  }

  @Test
  void standsBehindANetworkLoadBalancer() {
    web.behind(List.of(
        "INSERT INTO security_group (group_name, description) VALUES ('web', 'web')",
        """
        INSERT INTO target_group (target_group_name, target_type, protocol, port)
        VALUES ('web', 'ip', 'TCP', 80)""",
        """
        INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type, ip_address_type)
        VALUES ('web', 'internal', 'network', 'ipv4')""",
        """
        INSERT INTO listener (load_balancer_id, port, protocol, target_group_id)
        SELECT l.id, 80, 'TCP', t.id FROM load_balancer l, target_group t"""));
    assertThat(aws.elb().describeLoadBalancers().loadBalancers())
        .singleElement()
        .satisfies(balancer -> assertThat(balancer.type()).isEqualTo(LoadBalancerTypeEnum.NETWORK));
    assertThat(listener().protocol()).isEqualTo(ProtocolEnum.TCP);
    assertThat(web.service().loadBalancers())
        .singleElement()
        .satisfies(port -> assertThat(port.containerPort()).isEqualTo(80));
    assertThat(iasql.apply()).isEmpty();
    web.down();
  }
}
