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

/** A step while it runs: its calls go into the journal under its number. */
final class RunningStep extends ChangingView implements Step {
  /** The tag that names the operation, and its step, which created a resource. */
  static final String OPERATION_TAG = "iasql:operation";

  private final OperationContext context;
  private final int no;

  /** @param undoing whether its calls undo what the step has done */
  RunningStep(OperationContext context, int no, boolean undoing, String region) {
    super(context.account(), new JournalRecord(context, no, undoing), region, context.accountId());
    this.context = context;
    this.no = no;
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
    return tags(context.opid(), no);
  }

  @Override
  public String clientToken() {
    return clientToken(context.opid(), no);
  }

  @Override
  public <K, V> V look(Batch<K, V> batch, K key) {
    return context.batcher().look(batch, key, this);
  }

  /** What tells the resource of one step from everything else that is there. */
  static Map<String, String> tags(UUID opid, int no) {
    return Map.of(OPERATION_TAG, opid + "/" + no);
  }

  private static String clientToken(UUID opid, int no) {
    String name = opid + " " + no;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private record JournalRecord(OperationContext context, int no, boolean undoing)
      implements CallRecord {
    @Override
    public long intent(AwsCall call) {
      if (!undoing) {
        context.refuseIfEnding();
      }
      UUID opid = context.opid();
      return context.journal().intent(opid, no, undoing, call, clientToken(opid, no));
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
