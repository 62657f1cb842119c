package org.iasql.engine.cloud;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.iasql.engine.AwsClients;
import org.iasql.engine.aws.ResourceMapper;

/**
 * Tries the reads with which resource mappers import an account, in its default region, and tells which
 * of them AWS answers. What depends on a read that fails is not tried.
 */
public final class ReadCheck {
  private final Map<String, Read> reads = new TreeMap<>();

  private ReadCheck() {}

  /**
   * A read that was tried.
   *
   * @param action what IAM calls the right to it, such as {@code ecs:ListClusters}
   * @param denied whether the credentials may not
   * @param failure why there was no answer, in AWS's words; empty if there was one
   */
  public record Read(String action, boolean denied, Optional<String> failure) {}

  /** Tries them all, and returns one entry for each action. It changes nothing. */
  public static List<Read> of(
      AwsClients clients, Patience patience, Collection<ResourceMapper<?>> mappers) {
    ReadCheck check = new ReadCheck();
    ExecutorService threads = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, "iasql-check");
      thread.setDaemon(true);
      return thread;
    });
    try {
      Account account = new Account(clients, patience, threads);
      new Look(
              account,
              account.identity().accountId(),
              mappers,
              List.of(clients.region()),
              Map::of,
              table -> Set.of(),
              gate -> check.new Watch(gate))
          .await();
      return check.reads();
    } finally {
      threads.shutdownNow();
    }
  }

  private synchronized List<Read> reads() {
    return List.copyOf(reads.values());
  }

  /** What fails stays failed: the same action may answer for another resource. */
  private synchronized void note(AwsCall call, Optional<CallFailedException> failure) {
    Read read = new Read(
        call.action(),
        failure.filter(CallFailedException::denied).isPresent(),
        failure.map(CallFailedException::getMessage));
    reads.merge(read.action(), read, (known, now) -> known.failure().isPresent() ? known : now);
  }

  private final class Watch implements CallGate {
    private final CallGate gate;

    private Watch(CallGate gate) {
      this.gate = gate;
    }

    @Override
    public <R> R pass(AwsCall call, Supplier<R> attempt) {
      try {
        R answer = gate.pass(call, attempt);
        note(call, Optional.empty());
        return answer;
      } catch (CallFailedException e) {
        note(call, Optional.of(e).filter(failure -> !failure.missing()));
        throw e;
      }
    }
  }
}
