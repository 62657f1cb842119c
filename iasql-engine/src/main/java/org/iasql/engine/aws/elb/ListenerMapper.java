package org.iasql.engine.aws.elb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.aws.acm.Certificate;
import org.iasql.aws.elb.ActionType;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;

/** Maps {@code listener} to Elastic Load Balancing. ARNs are never used again. */
final class ListenerMapper implements ResourceMapper<Listener> {
  /** What an application load balancer answers while its target group is replaced. */
  private static final Action UNAVAILABLE = Action.builder()
      .type(ActionTypeEnum.FIXED_RESPONSE)
      .fixedResponseConfig(answer -> answer.statusCode("503"))
      .build();

  /** Stands for the target group of a listener that is {@linkplain #detach detached}. */
  private static final Ref<TargetGroup> NO_TARGET = Ref.cloud("none");

  @Override
  public ResourceType<Listener> type() {
    return ResourceType.of(Listener.class);
  }

  @Override
  public List<Observed<Listener>> list(Observation aws) {
    List<String> balancers =
        aws.all(LoadBalancer.class).stream().map(Observed::identity).toList();
    // A list lags: a load balancer that it still has may be gone.
    var listeners = aws.parallel(balancers, arn -> aws.unlessMissing(() -> of(arn, aws))).stream()
        .flatMap(Optional::stream)
        .flatMap(List::stream)
        .toList();
    Map<String, Observed<TargetGroup>> groups = listeners.isEmpty()
        ? Map.of()
        : aws.all(TargetGroup.class).stream()
            .collect(Collectors.toMap(Observed::identity, Function.identity()));
    var fitting = listeners.stream()
        .collect(Collectors.partitioningBy(listener -> tableHolds(listener, groups, aws)));
    fitting
        .get(false)
        .forEach(listener -> aws.leaveOut(
            Listener.class,
            listener.listenerArn(),
            "they do something else than forward to one target group, or speak a protocol that"
                + " the table has no word for"));
    return fitting.get(true).stream().map(listener -> observed(listener, aws)).toList();
  }

  private static List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener> of(
      String loadBalancer, Aws aws) {
    return aws
        .elb()
        .describeListenersPaginator(r -> r.loadBalancerArn(loadBalancer).pageSize(ElbRequests.PAGE))
        .listeners()
        .stream()
        .toList();
  }

  /** Whether the table can hold the listener: nobody else's is taken for one that is detached. */
  private static boolean tableHolds(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener,
      Map<String, ?> groups,
      Observation aws) {
    return fits(listener)
        && (isDetached(listener)
            ? aws.held(Listener.class).contains(listener.listenerArn())
            : target(listener).filter(groups::containsKey).isPresent());
  }

  private static boolean fits(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener) {
    return listener.port() != null
        && Labels.find(Protocol.class, listener.protocolAsString()).isPresent()
        && (target(listener).isPresent() || isDetached(listener));
  }

  private static boolean isDetached(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener) {
    return listener.defaultActions().stream()
        .anyMatch(action -> action.type() == ActionTypeEnum.FIXED_RESPONSE
            && UNAVAILABLE
                .fixedResponseConfig()
                .statusCode()
                .equals(action.fixedResponseConfig().statusCode()));
  }

  /** The target group of a listener that does nothing but forward to it. */
  private static Optional<String> target(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener) {
    List<Action> actions = listener.defaultActions();
    return actions.size() == 1 && actions.get(0).type() == ActionTypeEnum.FORWARD
        ? Optional.ofNullable(actions.get(0).targetGroupArn())
        : Optional.empty();
  }

  @Override
  public Observed<Listener> create(Listener desired, Step aws) {
    String balancer = aws.resolve(LoadBalancer.class, desired.loadBalancerId()).identity();
    Action forward =
        forward(aws.resolve(TargetGroup.class, desired.targetGroupId()).identity());
    Optional<String> certificate = aws.identity(Certificate.class, desired.certificateId());
    var response = aws.elb().createListener(r -> {
      r.loadBalancerArn(balancer)
          .port(desired.port())
          .protocol(desired.protocol().label())
          .sslPolicy(desired.sslPolicy().orElse(null))
          .defaultActions(forward)
          .tags(ElbRequests.tags(aws));
      certificate.ifPresent(arn -> r.certificates(certificate(arn)));
    });
    return observed(response.listeners().get(0), aws);
  }

  private static Action forward(String targetGroup) {
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .targetGroupArn(targetGroup)
        .build();
  }

  private static software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate
      certificate(String arn) {
    return software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate.builder()
        .certificateArn(arn)
        .build();
  }

  /**
   * Looks first, because only AWS knows where the listener forwards to: a row reference stays the
   * same while the target group behind it is replaced. A network load balancer's listener may be
   * gone, see {@link #detach}; then it is created again.
   */
  @Override
  public Observed<Listener> update(Observed<Listener> actual, Listener desired, Step aws) {
    String balancer = aws.resolve(LoadBalancer.class, desired.loadBalancerId()).identity();
    var now = of(balancer, aws).stream()
        .filter(listener -> listener.listenerArn().equals(actual.identity()))
        .findFirst();
    return now.isPresent() ? modify(now.get(), actual, desired, aws) : create(desired, aws);
  }

  private static Observed<Listener> modify(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener now,
      Observed<Listener> actual,
      Listener desired,
      Step aws) {
    Listener before = actual.value();
    ModifyListenerRequest.Builder request =
        ModifyListenerRequest.builder().listenerArn(actual.identity());
    String group = aws.resolve(TargetGroup.class, desired.targetGroupId()).identity();
    if (!target(now).equals(Optional.of(group))) {
      request.defaultActions(forward(group));
    }
    if (desired.port() != before.port()) {
      request.port(desired.port());
    }
    if (desired.protocol() != before.protocol()) {
      request.protocol(desired.protocol().label());
    }
    if (!desired.sslPolicy().equals(before.sslPolicy())) {
      request.sslPolicy(desired.sslPolicy().orElse(null));
    }
    if (!desired.certificateId().equals(before.certificateId())) {
      aws.identity(Certificate.class, desired.certificateId())
          .ifPresent(arn -> request.certificates(certificate(arn)));
    }
    return observed(aws.elb().modifyListener(request.build()).listeners().get(0), aws);
  }

  @Override
  public void delete(Observed<Listener> actual, Step aws) {
    aws.elb().deleteListener(r -> r.listenerArn(actual.identity()));
  }

  @Override
  public Optional<Observed<Listener>> read(Observed<Listener> known, Aws aws) {
    String arn = known.identity();
    return aws.unlessMissing(() -> aws.elb().describeListeners(r -> r.listenerArns(arn)))
        .flatMap(answer -> answer.listeners().stream().findFirst())
        .map(listener -> readable(listener, aws));
  }

  @Override
  public Optional<Observed<Listener>> made(Listener wish, Map<String, String> tags, Aws aws) {
    String balancer = wish.loadBalancerId().cloud().orElseThrow();
    return aws.unlessMissing(() -> of(balancer, aws)).stream()
        .flatMap(List::stream)
        .filter(listener -> Optional.of(wish.port()).equals(Optional.ofNullable(listener.port())))
        .filter(listener -> ElbRequests.carries(listener.listenerArn(), tags, aws))
        .findFirst()
        .map(listener -> readable(listener, aws));
  }

  private static Observed<Listener> readable(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener, Aws aws) {
    if (!fits(listener)) {
      throw new CloudException(
          "Listener %s was changed into what the table cannot hold: it does something else than forward to one target group, or speaks a protocol that the table has no word for."
              .formatted(listener.listenerArn()));
    }
    return observed(listener, aws);
  }

  /** The target group would have listeners of two load balancers. */
  @Override
  public boolean excludesItsReplacement() {
    return true;
  }

  /** An application load balancer answers 503 meanwhile; a network one can only forward. */
  @Override
  public boolean detach(Observed<Listener> actual, Observed<?> replaced, Step aws) {
    if (!(replaced.value() instanceof TargetGroup)) {
      return false;
    }
    if (actual.value().protocol().isHttp()) {
      aws.elb().modifyListener(r -> r.listenerArn(actual.identity()).defaultActions(UNAVAILABLE));
    } else {
      delete(actual, aws);
    }
    return true;
  }

  @Override
  public Optional<String> objection(Listener desired, Observation aws) {
    Protocol protocol = desired.protocol();
    boolean hadOne =
        desired.listenerArn().flatMap(arn -> aws.find(Listener.class, arn)).isPresent();
    if (protocol.isEncrypted() && desired.certificateId().isEmpty() && !hadOne) {
      return Optional.of(
          "Listener '%s' has no certificate, and %s needs one. Set certificate_id to a row of table certificate."
              .formatted(desired.describe(), protocol.label()));
    }
    return aws.rows(LoadBalancer.class).stream()
        .filter(balancer -> balancer.ref().equals(desired.loadBalancerId()))
        .filter(balancer -> protocol.isHttp()
            != balancer.loadBalancerType().equals(Optional.of(LoadBalancerType.APPLICATION)))
        .map(balancer ->
            "Listener '%s' cannot be one of load balancer '%s': an application load balancer speaks HTTP and HTTPS, a network load balancer TCP, UDP, TCP_UDP and TLS. Choose another protocol, or another load balancer."
                .formatted(desired.describe(), balancer.loadBalancerName()))
        .findFirst();
  }

  private static Observed<Listener> observed(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener, Aws aws) {
    Optional<String> certificate =
        listener.certificates().stream().map(c -> c.certificateArn()).findFirst();
    Listener value = Listener.builder()
        .region(aws.region())
        .listenerArn(listener.listenerArn())
        .port(listener.port())
        .protocol(Protocol.valueOf(listener.protocolAsString()))
        .actionType(ActionType.FORWARD)
        .loadBalancerId(Ref.cloud(listener.loadBalancerArn()))
        .targetGroupId(target(listener).map(Ref::<TargetGroup>cloud).orElse(NO_TARGET))
        .sslPolicy(Optional.ofNullable(listener.sslPolicy()))
        .certificateId(certificate.map(Ref::<Certificate>cloud))
        .build();
    return Observed.of(listener.listenerArn(), value);
  }
}
