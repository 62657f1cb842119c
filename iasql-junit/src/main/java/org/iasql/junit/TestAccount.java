package org.iasql.junit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.iasql.core.Iasql;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One test's, or one class's, database and account; closing it says what was left behind. */
final class TestAccount implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IasqlTest.class);
  private static final Set<Class<?>> TYPES =
      Set.of(Iasql.class, SimulatedAws.class, LocalIasql.class, Jdbi.class, ManualClock.class);

  private final ExtensionContext owner;
  private final Leaks leaks;
  private final TestServer server;
  private final String database;
  private final SimulatedAws aws;
  private final SortedSet<String> atFirst;
  private final LocalIasql local;
  private final Map<Class<?>, Object> values;

  private TestAccount(ExtensionContext owner, IasqlTest options, TestServer server) {
    this.owner = owner;
    this.leaks = options.leaks();
    this.server = server;
    ManualClock clock = ManualClock.at(InstantSource.system().instant());
    this.aws = SimulatedAws.builder().region(options.region()).clock(clock).build();
    this.atFirst = aws.inventory();
    this.database = server.newDatabase();
    this.local = LocalIasql.builder()
        .database(server.server(), database)
        .aws(aws)
        .patience(clock.patience(Duration.ofSeconds(options.patienceSeconds())))
        .start();
    this.values = Map.of(
        Iasql.class, local.client(),
        SimulatedAws.class, aws,
        LocalIasql.class, local,
        Jdbi.class, local.client().jdbi(),
        ManualClock.class, clock);
  }

  static TestAccount start(ExtensionContext owner, IasqlTest options, TestServer server) {
    TestAccount account = new TestAccount(owner, options, server);
    try {
      if (options.modules().length > 0) {
        account.local.client().install(options.modules());
      }
      return account;
    } catch (RuntimeException | Error e) {
      account.stop();
      throw e;
    }
  }

  static boolean provides(Class<?> type) {
    return TYPES.contains(type);
  }

  Object value(Class<?> type) {
    return Objects.requireNonNull(values.get(type), type::getName);
  }

  /**
   * Stops the engine and drops the database.
   *
   * @throws AssertionError if something was left behind and that is to fail the test
   */
  @Override
  public void close() {
    stop();
    SortedSet<String> left = aws.inventory();
    left.removeAll(atFirst);
    if (left.isEmpty() || leaks == Leaks.IGNORE) {
      return;
    }
    String message =
        "'%s' left behind in the simulated account: %s. Delete the rows and apply, or say what to do about it with @IasqlTest(leaks = ...)."
            .formatted(owner.getDisplayName(), String.join(", ", left));
    LOG.warn("{}", message);
    owner.publishReportEntry("iasql.leftBehind", String.join("\n", left));
    if (leaks == Leaks.FAIL) {
      throw new AssertionError(message);
    }
  }

  private void stop() {
    local.close();
    server.server().dropDatabase(database);
  }
}
