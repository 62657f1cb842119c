package org.iasql.engine.apply;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Batch;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.Step;
import org.iasql.engine.cloud.AwsCall;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.CallRecord;
import org.iasql.engine.cloud.ChangingView;
import org.iasql.engine.plan.PlanGraph.Node;

/** A step while it runs: its calls go into the journal under its number. */
final class RunningStep extends ChangingView implements Step {
  /** The tag that names the operation which created a resource. */
  static final String OPERATION_TAG = "iasql:operation";

  private final ApplyContext context;
  private final Node node;

  RunningStep(ApplyContext context, Node node, String region) {
    super(context.account(), new JournalRecord(context, node), region, context.accountId());
    this.context = context;
    this.node = node;
  }

  @Override
  public <R extends Resource<R>> Observed<R> resolve(Class<R> type, Ref<R> ref) {
    return context.state().resolve(type, ref);
  }

  @Override
  public <R extends Resource<R>> List<Observed<R>> all(Class<R> type) {
    return context.state().all(type);
  }

  @Override
  public Map<String, String> tags() {
    return Map.of(OPERATION_TAG, context.opid().toString());
  }

  @Override
  public String clientToken() {
    return clientToken(context, node);
  }

  @Override
  public <K, V> V look(Batch<K, V> batch, K key) {
    return context.batcher().look(batch, key, this);
  }

  private static String clientToken(ApplyContext context, Node node) {
    String name = context.opid() + " " + node.no();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private record JournalRecord(ApplyContext context, Node node) implements CallRecord {
    @Override
    public long intent(AwsCall call) {
      return context.journal().intent(context.opid(), node.no(), call, clientToken(context, node));
    }

    @Override
    public void succeeded(long intent) {
      context.journal().outcome(intent, Optional.empty());
    }

    @Override
    public void failed(long intent, CallFailedException failure) {
      context.journal().outcome(intent, Optional.of(failure));
    }
  }
}
