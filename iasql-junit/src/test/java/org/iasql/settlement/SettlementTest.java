package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlTransaction;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.ClientException;

/** Whatever ends an apply early, rows and cloud agree afterwards. */
@IasqlTest(modules = Stack.MODULES, leaks = Leaks.IGNORE)
class SettlementTest {
  private SortedSet<String> atFirst;

  @BeforeEach
  void look(SimulatedAws aws) {
    atFirst = aws.inventory();
  }

  private static void insertAndApply(IasqlTransaction tx) {
    Stack.UP.forEach(tx.handle()::execute);
    tx.apply();
  }

  @Test
  void undoesEverythingWhereverAwsRefuses(Iasql iasql, SimulatedAws aws) {
    ChangingCall failing = new ChangingCall(aws);
    for (int k = 1; ; k++) {
      failing.refuse(k);
      try {
        iasql.useTransaction(SettlementTest::insertAndApply);
        break;
      } catch (CloudException e) {
        assertThat(e).hasMessageContaining("The limit is reached");
        assertThat(aws.inventory()).as("after call %d failed: %s", k, e).isEqualTo(atFirst);
        assertThat(iasql.planApply()).isEmpty();
      }
    }
    assertThat(failing.count()).isGreaterThan(10);
    assertThat(iasql.planApply()).isEmpty();
  }

  @Test
  void undoesAnAppliedTransactionThatIsRolledBack(Iasql iasql, SimulatedAws aws) {
    assertThatThrownBy(() -> iasql.useTransaction(tx -> {
          insertAndApply(tx);
          assertThat(aws.inventory()).isNotEqualTo(atFirst);
          throw new IllegalStateException("changed my mind");
        }))
        .hasMessage("changed my mind");
    assertThat(iasql.apply()).isEmpty();
    assertThat(aws.inventory()).isEqualTo(atFirst);
  }

  @Test
  void undoesWhatASavepointTakesBack(Iasql iasql, SimulatedAws aws) {
    iasql.useTransaction(tx -> {
      tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('kept')");
      tx.apply();
      tx.handle().execute("SAVEPOINT before");
      insertAndApply(tx);
      tx.handle().execute("ROLLBACK TO before");
      assertThat(tx.apply()).isEmpty();
    });
    assertThat(iasql.planApply()).isEmpty();
    assertThat(aws.inventory()).hasSize(atFirst.size() + 1);
  }

  @Test
  void carriesOnWhicheverReplyIsLost(Iasql iasql, SimulatedAws aws) {
    ChangingCall losing = new ChangingCall(aws);
    for (int k = 1; ; k++) {
      losing.lose(k);
      iasql.useTransaction(SettlementTest::insertAndApply);
      boolean lost = losing.fired();
      losing.nothing();
      assertThat(iasql.planApply()).as("after the reply of call %d was lost", k).isEmpty();
      iasql.deleteAllRecords();
      iasql.apply();
      assertThat(aws.inventory()).as("after the reply of call %d was lost", k).isEqualTo(atFirst);
      if (!lost) {
        assertThat(k).isGreaterThan(10);
        return;
      }
    }
  }

  /** Does something to the k-th call that changes the account. */
  static final class ChangingCall implements CallListener {
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean fired = new AtomicBoolean();
    private int at;
    private boolean lost;

    ChangingCall(SimulatedAws aws) {
      aws.onCall(this);
    }

    void refuse(int k) {
      start(k, false);
    }

    void lose(int k) {
      start(k, true);
    }

    void nothing() {
      start(0, false);
    }

    private void start(int k, boolean lose) {
      number.set(0);
      fired.set(false);
      at = k;
      lost = lose;
    }

    int count() {
      return number.get();
    }

    boolean fired() {
      return fired.get();
    }

    @Override
    public void before(Call call) {
      if (changes(call) && number.incrementAndGet() == at && !lost) {
        fired.set(true);
        throw AwsError.raise(
            ClientException.builder(), "ClientException", 400, "The limit is reached");
      }
    }

    @Override
    public void after(Call call) {
      if (lost
          && at > 0
          && changes(call)
          && number.get() >= at
          && fired.compareAndSet(false, true)) {
        throw SdkClientException.create("no answer", new java.io.IOException("connection reset"));
      }
    }

    private static boolean changes(Call call) {
      return List.of("Describe", "List", "Get", "BatchGet").stream()
          .noneMatch(call.operation()::startsWith);
    }
  }
}
