package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.engine.AwsClients;
import org.iasql.engine.cloud.Patience;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test an empty account of the emulator and a fresh database with an engine. */
public final class WireIasql
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  /** Moto's resources are there at once: what still takes long is a fault. */
  private static final Patience PATIENCE = new Patience(
      Duration.ofSeconds(20),
      Duration.ofMillis(20),
      Duration.ofMillis(500),
      5,
      Duration.ofSeconds(2),
      InstantSource.system(),
      duration -> Thread.sleep(duration.toMillis()));

  private final AtomicInteger databases = new AtomicInteger();
  private final String variable;
  private Optional<EmbeddedDatabase> server = Optional.empty();
  private Optional<LocalIasql> local = Optional.empty();
  private final boolean tidy;
  private boolean dirty = true;

  private WireIasql(String variable, boolean tidy) {
    this.variable = variable;
    this.tidy = tidy;
  }

  /** Speaks to moto. */
  public static WireIasql direct() {
    return new WireIasql(Emulator.VARIABLE, false);
  }

  /** Speaks to moto, for tests that delete what they make: to empty the account takes seconds. */
  static WireIasql directForTidyTests() {
    return new WireIasql(Emulator.VARIABLE, true);
  }

  /** Speaks to moto through the proxy that makes faults. */
  public static WireIasql throughProxy() {
    return new WireIasql(Emulator.PROXY_VARIABLE, false);
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    server = Optional.of(EmbeddedDatabase.builder().inMemory().start());
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    if (dirty) {
      Emulator.reset();
      dirty = false;
    }
    local = Optional.of(another());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    local.ifPresent(LocalIasql::close);
    local = Optional.empty();
    dirty = !tidy || test.getExecutionException().isPresent();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    server.ifPresent(EmbeddedDatabase::close);
  }

  /** The client of the test's database. */
  public Iasql client() {
    return local.orElseThrow().client();
  }

  /** The connection string of the test's database, for clients that are no Java. */
  public String url() {
    return local.orElseThrow().url();
  }

  /** Clients of the emulator, past the proxy. */
  public static AwsClients account() {
    return AwsClients.connect(access -> Emulator.connect(access, Emulator.VARIABLE));
  }

  /** Runs statements in one transaction and applies them in it. */
  List<Change> apply(List<String> statements) {
    return client().withTransaction(tx -> {
      statements.forEach(tx.handle()::execute);
      return tx.apply();
    });
  }

  /** Asserts {@link #assertConverged(Iasql)} of the test's database. */
  public void assertConverged() {
    assertConverged(client());
  }

  /**
   * Asserts that rows and account are the same, whichever is asked to follow the other. The default
   * parameter group that comes with the first database of an engine is AWS's own, and no row's.
   */
  static void assertConverged(Iasql client) {
    assertThat(client.planApply()).as("planned for the account").isEmpty();
    assertThat(client.planSync())
        .as("planned for the rows")
        .filteredOn(change -> !change.description().startsWith("default."))
        .isEmpty();
  }

  /** Starts another engine on an empty database of its own, which knows the account only by import. */
  LocalIasql another() {
    return LocalIasql.builder()
        .database(server.orElseThrow(), "wire" + databases.incrementAndGet())
        .aws(access -> Emulator.connect(access, variable))
        .patience(PATIENCE)
        .start();
  }

  /** Returns how many rows the resource has. */
  static int count(Iasql client, Lifecycle life) {
    return client.withHandle(handle -> handle
        .createQuery("SELECT count(*) FROM " + life.table() + " WHERE " + life.condition())
        .mapTo(Integer.class)
        .one());
  }
}
