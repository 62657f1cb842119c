package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.iasql.aws.acm.Certificate;
import org.iasql.aws.acm.CertificateDao;
import org.iasql.aws.elb.ActionType;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.ListenerDao;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.aws.elb.Protocol;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;

/** Listeners of each kind of protocol. */
@SuppressWarnings("unchecked") // The SDK's builders take arrays of generic consumers.
final class ListenerCases {
  private static final String TARGETS = "contract-targets";

  private ListenerCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(
        new ListenerCase(Protocol.HTTP),
        new ListenerCase(Protocol.HTTPS),
        new ListenerCase(Protocol.TCP));
  }

  private record ListenerCase(Protocol protocol) implements ResourceCase<Listener> {
    private static final String CERTIFICATE = "www.example.com";
    private static final String OTHER = "shop.example.com";

    @Override
    public String title() {
      return protocol.label() + " listener";
    }

    @Override
    public ResourceType<Listener> type() {
      return ResourceType.of(Listener.class);
    }

    @Override
    public Class<? extends ResourceDao<Listener>> dao() {
      return ListenerDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_elb");
    }

    private LoadBalancerType balancer() {
      return protocol.isHttp() ? LoadBalancerType.APPLICATION : LoadBalancerType.NETWORK;
    }

    private Protocol target() {
      return protocol.isHttp() ? Protocol.HTTP : Protocol.TCP;
    }

    @Override
    public void makeReadOnly(SimulatedAws aws) {
      aws.acm().requestCertificate(request -> request.domainName(CERTIFICATE));
      aws.acm().requestCertificate(request -> request.domainName(OTHER));
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      LoadBalancerCases.insert(tx, balancer());
      TargetGroupCases.insert(tx, TARGETS, target());
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      LoadBalancerCases.make(aws, balancer());
      TargetGroupCases.make(aws, TARGETS, target());
    }

    private static Ref<Certificate> certificate(IasqlTransaction tx, String domain) {
      return tx.dao(CertificateDao.class)
          .findWhere("domain_name = ?", domain)
          .get(0)
          .ref();
    }

    @Override
    public Listener value(IasqlTransaction tx) {
      Listener.Builder listener = Listener.builder()
          .port(8088)
          .protocol(protocol)
          .loadBalancerId(tx.dao(LoadBalancerDao.class)
              .findByName(LoadBalancerCases.NAME)
              .orElseThrow()
              .ref())
          .targetGroupId(TargetGroupCases.find(tx, TARGETS));
      if (protocol.isEncrypted()) {
        listener.certificateId(certificate(tx, CERTIFICATE));
      }
      return listener.build();
    }

    @Override
    public String make(SimulatedAws aws) {
      String balancer = aws.elb().describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
      String group = aws.elb().describeTargetGroups().targetGroups().get(0).targetGroupArn();
      String certificate = aws.acm().listCertificates().certificateSummaryList().stream()
          .filter(summary -> summary.domainName().equals(CERTIFICATE))
          .map(summary -> summary.certificateArn())
          .findFirst()
          .orElseThrow();
      return aws.elb()
          .createListener(request -> {
            request.loadBalancerArn(balancer).port(8088).protocol(protocol.label());
            request.defaultActions(action -> action.type("forward").targetGroupArn(group));
            if (protocol.isEncrypted()) {
              request.certificates(each -> each.certificateArn(certificate));
            }
          })
          .listeners()
          .get(0)
          .listenerArn();
    }

    @Override
    public void vanish(SimulatedAws aws, Listener row) {
      aws.elb().deleteListener(r -> r.listenerArn(row.listenerArn().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Listener row) {
      String arn = row.listenerArn().orElseThrow();
      try {
        return aws.elb().describeListeners(r -> r.listenerArns(arn)).listeners().stream()
            .map(listener -> CloudColumns.empty()
                .with("listener_arn", listener.listenerArn())
                .with("port", listener.port())
                .with("protocol", listener.protocolAsString())
                .with("action_type", listener.defaultActions().get(0).typeAsString())
                .with("target_group_id", listener.defaultActions().get(0).targetGroupArn())
                .with("load_balancer_id", listener.loadBalancerArn())
                .with("ssl_policy", listener.sslPolicy())
                .with(
                    "certificate_id",
                    listener.certificates().stream()
                        .map(each -> each.certificateArn())
                        .toList()))
            .findFirst();
      } catch (ListenerNotFoundException gone) {
        return Optional.empty();
      }
    }

    @Override
    public Set<String> changedElsewhere() {
      return protocol.isEncrypted() ? Set.of() : Set.of("ssl_policy");
    }

    private static Ref<LoadBalancer> another(Listener row, IasqlTransaction tx) {
      LoadBalancer balancer =
          tx.dao(LoadBalancerDao.class).find(row.loadBalancerId()).orElseThrow();
      return tx.dao(LoadBalancerDao.class)
          .insert(LoadBalancer.builder()
              .loadBalancerName("contract-second")
              .loadBalancerType(balancer.loadBalancerType())
              .securityGroups(balancer.securityGroups())
              .build())
          .ref();
    }

    private ColumnChange<Listener> otherProtocol() {
      return switch (protocol) {
        case HTTP ->
          ColumnChange.updates(
              "protocol",
              (row, tx) ->
                  row.withProtocol(Protocol.HTTPS).withCertificateId(certificate(tx, CERTIFICATE)));
        case HTTPS ->
          ColumnChange.updates(
              "protocol",
              (row, tx) -> row.withProtocol(Protocol.HTTP)
                  .withCertificateId(Optional.empty())
                  .withSslPolicy(Optional.empty()));
        default ->
          ColumnChange.refused(
              "protocol", (row, tx) -> row.withProtocol(Protocol.HTTP), "Choose another protocol");
      };
    }

    private ColumnChange<Listener> otherCertificate() {
      return protocol.isEncrypted()
          ? ColumnChange.updates(
              "certificate_id", (row, tx) -> row.withCertificateId(certificate(tx, OTHER)))
          : ColumnChange.refused(
              "certificate_id",
              (row, tx) -> row.withCertificateId(certificate(tx, OTHER)),
              "listener_certificate_is_for_https_and_tls");
    }

    private ColumnChange<Listener> otherPolicy() {
      String policy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
      return protocol.isEncrypted()
          ? ColumnChange.updates("ssl_policy", (row, tx) -> row.withSslPolicy(policy))
          : ColumnChange.changesNothing("ssl_policy", (row, tx) -> row.withSslPolicy(policy));
    }

    @Override
    public List<ColumnChange<Listener>> changes() {
      return List.of(
          ColumnChange.updates("port", (row, tx) -> row.withPort(9090)),
          ColumnChange.updates(
              "target_group_id",
              (row, tx) -> row.withTargetGroupId(TargetGroupCases.insert(tx, "second", target()))),
          ColumnChange.changesNothing(
              "action_type", (row, tx) -> row.withActionType(ActionType.FORWARD)),
          otherCertificate(),
          otherPolicy(),
          otherProtocol(),
          ColumnChange.replaces(
              "load_balancer_id", (row, tx) -> row.withLoadBalancerId(another(row, tx))),
          ColumnChange.refused(
              "region",
              (row, tx) -> row.withRegion(Contract.otherRegion(tx)),
              "AWS has no references across regions"));
    }
  }
}
