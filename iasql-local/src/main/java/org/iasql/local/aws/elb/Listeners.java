package org.iasql.local.aws.elb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.iasql.local.aws.Pages;
import org.iasql.local.aws.acm.SimulatedAcm;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CertificateNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateListenerException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicyNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyListenersException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.UnsupportedProtocolException;

/** Listeners: one for each port of a load balancer. */
final class Listeners {
  private static final int QUOTA = 50;
  private static final String DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";
  private static final Set<String> POLICIES = Set.of(
      DEFAULT_POLICY,
      "ELBSecurityPolicy-TLS-1-0-2015-04",
      "ELBSecurityPolicy-TLS-1-1-2017-01",
      "ELBSecurityPolicy-TLS-1-2-2017-01",
      "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
      "ELBSecurityPolicy-FS-2018-06",
      "ELBSecurityPolicy-FS-1-1-2019-08",
      "ELBSecurityPolicy-FS-1-2-2019-08",
      "ELBSecurityPolicy-FS-1-2-Res-2019-08",
      "ELBSecurityPolicy-FS-1-2-Res-2020-10",
      "ELBSecurityPolicy-TLS13-1-0-2021-06",
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
      "ELBSecurityPolicy-TLS13-1-3-2021-06");
  private static final Set<ProtocolEnum> SECURE = Set.of(ProtocolEnum.HTTPS, ProtocolEnum.TLS);
  private static final Map<LoadBalancerTypeEnum, Set<ProtocolEnum>> PROTOCOLS = Map.of(
      LoadBalancerTypeEnum.APPLICATION,
      Set.of(ProtocolEnum.HTTP, ProtocolEnum.HTTPS),
      LoadBalancerTypeEnum.NETWORK,
      Set.of(ProtocolEnum.TCP, ProtocolEnum.TLS, ProtocolEnum.UDP, ProtocolEnum.TCP_UDP),
      LoadBalancerTypeEnum.GATEWAY,
      Set.of(ProtocolEnum.GENEVE));
  private final Balancing balancing;
  private final Actions actions;

  Listeners(Balancing balancing, Actions actions) {
    this.balancing = balancing;
    this.actions = actions;
  }

  Listener create(CreateListenerRequest request) {
    LoadBalancer loadBalancer = balancing.loadBalancer(request.loadBalancerArn());
    ResourceTags.check(request.tags());
    Listener wanted = complete(
        loadBalancer,
        Listener.builder()
            .loadBalancerArn(loadBalancer.loadBalancerArn())
            .port(request.port())
            .protocol(request.protocol())
            .sslPolicy(request.sslPolicy())
            .certificates(request.certificates())
            .defaultActions(request.defaultActions())
            .alpnPolicy(request.alpnPolicy())
            .mutualAuthentication(request.mutualAuthentication())
            .build());
    Optional<Listener> existing = onPort(wanted);
    if (existing.isPresent()) {
      String arn = existing.get().listenerArn();
      if (!existing.get().equals(wanted.toBuilder().listenerArn(arn).build())) {
        throw duplicate(wanted);
      }
      return existing.get();
    }
    if (of(loadBalancer.loadBalancerArn()).count() >= QUOTA) {
      throw ElbError.raise(
          TooManyListenersException.builder(),
          "The maximum number of listeners on load balancer '"
              + loadBalancer.loadBalancerArn()
              + "' has been reached");
    }
    String arn = loadBalancer.loadBalancerArn().replace(":loadbalancer/", ":listener/")
        + "/"
        + balancing.account.hex(16);
    Listener created = wanted.toBuilder().listenerArn(arn).build();
    balancing.listeners.put(arn, created);
    balancing.tags.put(arn, request.tags());
    return created;
  }

  Listener modify(ModifyListenerRequest request) {
    Listener old = balancing.listener(request.listenerArn());
    ProtocolEnum protocol = Optional.ofNullable(request.protocol()).orElse(old.protocol());
    boolean isSecure = SECURE.contains(protocol);
    Listener changed = complete(
        balancing.loadBalancer(old.loadBalancerArn()),
        old.toBuilder()
            .port(Optional.ofNullable(request.port()).orElse(old.port()))
            .protocol(protocol)
            .sslPolicy(
                Optional.ofNullable(request.sslPolicy()).orElse(isSecure ? old.sslPolicy() : null))
            .certificates(
                request.hasCertificates() || !isSecure
                    ? request.certificates()
                    : old.certificates())
            .defaultActions(
                request.hasDefaultActions() ? request.defaultActions() : old.defaultActions())
            .alpnPolicy(request.hasAlpnPolicy() ? request.alpnPolicy() : old.alpnPolicy())
            .mutualAuthentication(Optional.ofNullable(request.mutualAuthentication())
                .orElse(old.mutualAuthentication()))
            .build());
    onPort(changed)
        .filter(other -> !other.listenerArn().equals(old.listenerArn()))
        .ifPresent(other -> {
          throw duplicate(changed);
        });
    balancing.listeners.put(old.listenerArn(), changed);
    return changed;
  }

  DescribeListenersResponse describe(DescribeListenersRequest request) {
    if ((request.loadBalancerArn() == null) == request.listenerArns().isEmpty()) {
      throw ElbError.validation("You must specify either listener ARNs or a load balancer ARN");
    }
    Stream<Listener> found = request.listenerArns().isEmpty()
        ? of(balancing.loadBalancer(request.loadBalancerArn()).loadBalancerArn())
        : request.listenerArns().stream().map(balancing::listener);
    Pages.Page<Listener> page = Balancing.page(found, request.marker(), request.pageSize());
    return DescribeListenersResponse.builder()
        .listeners(page.items())
        .nextMarker(page.nextToken())
        .build();
  }

  void delete(String arn) {
    balancing.listeners.remove(balancing.listener(arn).listenerArn());
    balancing.tags.forget(arn);
  }

  /** Returns a listener's one rule: its default actions. */
  Rule defaultRule(String arn) {
    Listener listener = balancing.listener(arn);
    return Rule.builder()
        .ruleArn(
            arn.replace(":listener/", ":listener-rule/") + "/" + arn.substring(arn.length() - 16))
        .priority("default")
        .isDefault(true)
        .conditions(List.of())
        .actions(listener.defaultActions())
        .build();
  }

  static void checkPort(@Nullable Integer port) {
    if (port == null || port < 1 || port > 65535) {
      throw ElbError.validation("Port '" + port + "' must be between 1 and 65535");
    }
  }

  private Listener complete(LoadBalancer loadBalancer, Listener wanted) {
    if (loadBalancer.type() == LoadBalancerTypeEnum.GATEWAY) {
      if (wanted.port() != null || wanted.protocol() != null) {
        throw ElbError.validation(
            "Port and protocol cannot be specified for load balancers with type 'gateway'");
      }
    } else {
      checkPort(wanted.port());
      checkProtocol(loadBalancer, wanted);
    }
    boolean isSecure = wanted.protocol() != null && SECURE.contains(wanted.protocol());
    Listener.Builder complete = wanted.toBuilder()
        .defaultActions(actions.read(loadBalancer, wanted.protocol(), wanted.defaultActions()));
    if (isSecure) {
      complete.certificates(certificates(wanted)).sslPolicy(policy(wanted.sslPolicy()));
    } else if (!wanted.certificates().isEmpty() || wanted.sslPolicy() != null) {
      throw ElbError.validation("Certificates and SSL policy cannot be specified for "
          + wanted.protocolAsString()
          + " listeners");
    }
    return complete.build();
  }

  private static void checkProtocol(LoadBalancer loadBalancer, Listener wanted) {
    if (wanted.protocol() == null) {
      throw ElbError.validation("A protocol must be specified");
    }
    if (!PROTOCOLS.get(loadBalancer.type()).contains(wanted.protocol())) {
      throw ElbError.raise(
          UnsupportedProtocolException.builder(),
          "Protocol '"
              + wanted.protocolAsString()
              + "' is not supported for load balancers with type '"
              + loadBalancer.typeAsString()
              + "'");
    }
  }

  private List<Certificate> certificates(Listener wanted) {
    if (wanted.certificates().size() != 1) {
      throw ElbError.validation(
          "A certificate must be specified for " + wanted.protocolAsString() + " listeners");
    }
    String arn = wanted.certificates().get(0).certificateArn();
    CertificateDetail found = balancing
        .account
        .service(balancing.region, SimulatedAcm.class)
        .certificate(String.valueOf(arn))
        .orElseThrow(() -> ElbError.raise(
            CertificateNotFoundException.builder(), "Certificate '" + arn + "' not found"));
    if (found.status() != CertificateStatus.ISSUED) {
      // Not modelled for this operation, but what AWS answers.
      throw ElbError.unsupportedCertificate(arn);
    }
    return List.of(Certificate.builder().certificateArn(arn).build());
  }

  private static String policy(@Nullable String given) {
    String policy = Optional.ofNullable(given).orElse(DEFAULT_POLICY);
    if (!POLICIES.contains(policy)) {
      throw ElbError.raise(
          SslPolicyNotFoundException.builder(), "SSL policy '" + policy + "' not found");
    }
    return policy;
  }

  private Stream<Listener> of(String loadBalancerArn) {
    return balancing.listeners.values().stream()
        .filter(each -> each.loadBalancerArn().equals(loadBalancerArn));
  }

  private Optional<Listener> onPort(Listener wanted) {
    return of(wanted.loadBalancerArn())
        .filter(each -> Objects.equals(each.port(), wanted.port()))
        .findFirst();
  }

  private static RuntimeException duplicate(Listener wanted) {
    return ElbError.raise(
        DuplicateListenerException.builder(),
        "A listener already exists on this port for this load balancer '"
            + wanted.loadBalancerArn()
            + "'");
  }
}
