package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.ModuleListing;
import org.iasql.engine.cloud.Patience;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test an empty account of the emulator and a fresh database with an engine. */
final class WireIasql
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  /** Moto's resources are there at once: what still takes long is a fault. */
  private static final Patience PATIENCE = new Patience(
      Duration.ofSeconds(20),
      Duration.ofMillis(20),
      Duration.ofMillis(500),
      5,
      InstantSource.system(),
      duration -> Thread.sleep(duration.toMillis()));

  private final AtomicInteger databases = new AtomicInteger();
  private final String variable;
  private Optional<EmbeddedDatabase> server = Optional.empty();
  private Optional<LocalIasql> local = Optional.empty();

  private WireIasql(String variable) {
    this.variable = variable;
  }

  /** Speaks to moto. */
  static WireIasql direct() {
    return new WireIasql(Emulator.VARIABLE);
  }

  /** Speaks to moto through the proxy that makes faults. */
  static WireIasql throughProxy() {
    return new WireIasql(Emulator.PROXY_VARIABLE);
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    server = Optional.of(EmbeddedDatabase.start());
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    Emulator.reset();
    local = Optional.of(LocalIasql.builder()
        .database(server.orElseThrow(), "wire" + databases.incrementAndGet())
        .aws(access -> Emulator.connect(access, variable))
        .patience(PATIENCE)
        .start());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    local.ifPresent(LocalIasql::close);
    local = Optional.empty();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    server.ifPresent(EmbeddedDatabase::close);
  }

  Iasql client() {
    return local.orElseThrow().client();
  }

  /** Runs statements in one transaction and applies them in it. */
  List<Change> apply(List<String> statements) {
    return client().withTransaction(tx -> {
      statements.forEach(tx.handle()::execute);
      return tx.apply();
    });
  }

  /** Asserts that rows and account are the same, whichever is asked to follow the other. */
  void assertConverged() {
    assertThat(client().planApply()).as("planned for the account").isEmpty();
    assertThat(client().planSync()).as("planned for the rows").isEmpty();
  }

  /** Forgets everything, and imports it again from the account. */
  void importAgain() {
    String[] modules = client().installedModules().stream()
        .map(ModuleListing::moduleName)
        .filter(name -> !name.equals("aws_account"))
        .toArray(String[]::new);
    client().uninstall(modules);
    client().install(modules);
  }

  /** Returns how many rows a table has that meet a condition. */
  int count(String table, String condition) {
    return client().withHandle(handle -> handle
        .createQuery("SELECT count(*) FROM " + table + " WHERE " + condition)
        .mapTo(Integer.class)
        .one());
  }
}
