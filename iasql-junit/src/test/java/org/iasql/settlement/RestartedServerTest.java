package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlTransaction;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session of the server is killed in the middle of an apply, so that it ends all others and recovers. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RestartedServerTest {
  private final SimulatedAws aws = SimulatedAws.create();
  private EmbeddedDatabase server;
  private LocalIasql local;

  @BeforeEach
  void start() {
    server = EmbeddedDatabase.builder().inMemory().start();
    local = LocalIasql.builder().database(server, "restarted").aws(aws).start();
    local.client().install(Stack.MODULES);
  }

  @AfterEach
  void stop() {
    local.close();
    server.close();
  }

  private static void insertAndApply(IasqlTransaction tx) {
    Stack.UP.forEach(tx.handle()::execute);
    tx.apply();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "6, false", "6, true", "12, true"})
  void leavesNothingOfTheApply(int call, boolean afterIt) throws SQLException {
    SortedSet<String> before = aws.inventory();
    aws.onCall(new Killer(call, afterIt));
    long start = System.nanoTime();
    assertThatThrownBy(() -> local.client().useTransaction(RestartedServerTest::insertAndApply))
        .rootCause()
        .isInstanceOfAny(SQLException.class, IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));

    Iasql client = clientAfterRecovery();
    // A writing call waits until what was left is settled.
    assertThat(client.apply()).isEmpty();
    assertThat(aws.inventory()).isEqualTo(before);
    assertThat(client.planApply()).isEmpty();
    assertThat(client.planSync()).isEmpty();

    client.useTransaction(RestartedServerTest::insertAndApply);
    assertThat(client.planApply()).isEmpty();
    client.deleteAllRecords();
    client.apply();
    assertThat(aws.inventory()).isEqualTo(before);
  }

  /** A new client: a pool may still hold sessions that have ended. */
  private Iasql clientAfterRecovery() {
    DataSource database = server.dataSource("restarted");
    while (true) {
      try (Connection connection = database.getConnection()) {
        return Iasql.create(database);
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(e.getMessage()).isIn("57P03", "08001", "08006");
      }
    }
  }

  /** Kills a session at the k-th call that changes the account, and waits until the server has noticed. */
  private final class Killer implements CallListener {
    private final AtomicInteger number = new AtomicInteger();
    private final int at;
    private final boolean afterIt;
    private final Connection victim;

    Killer(int at, boolean afterIt) throws SQLException {
      this.at = at;
      this.afterIt = afterIt;
      this.victim = server.dataSource("restarted").getConnection();
    }

    @Override
    public void before(Call call) {
      if (!afterIt && !call.isRead() && number.incrementAndGet() == at) {
        kill();
      }
    }

    @Override
    public void after(Call call) {
      if (afterIt && !call.isRead() && number.incrementAndGet() == at) {
        kill();
      }
    }

    private void kill() {
      try (victim;
          Connection other = server.dataSource("restarted").getConnection()) {
        ProcessHandle.of(pid(victim)).orElseThrow().destroyForcibly();
        while (true) {
          pid(other);
        }
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isIn("57P02", "08006");
      }
    }

    private static long pid(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
