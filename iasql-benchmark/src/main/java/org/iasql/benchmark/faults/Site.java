package org.iasql.benchmark.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.cloud.Patience;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.Hostility;
import org.iasql.local.aws.SimulatedAws;

/** One database, one simulated account, and an engine that can be killed and started again. */
final class Site implements AutoCloseable {
  private static final String FOREIGN = "foreign";

  private final EmbeddedDatabase server;
  private final Counters counters;
  private final long seed;
  private final String database;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimulatedAws aws;
  private final Connection client;
  private final Fault fault;
  private String foreignGroup = FOREIGN;
  private Set<String> foreign = Set.of();
  private volatile Life life = new Life();
  private IasqlEngine engine;
  private volatile Statement running;

  Site(EmbeddedDatabase server, String database, long seed, Counters counters) throws SQLException {
    this.server = server;
    this.counters = counters;
    this.seed = seed;
    this.database = database;
    this.aws = SimulatedAws.builder().clock(now::get).seed(seed).build();
    this.fault = new Fault(this);
    server.createDatabase(database);
    this.engine = start();
    server.createClient(database, database, database);
    this.client = DriverManager.getConnection(server.url(database), database, database);
    this.running = client.createStatement();
    client.setAutoCommit(false);
    execute("SELECT * FROM iasql_install('aws_ecs_fargate', 'aws_rds')");
    client.commit();
    Set<String> ours = aws.inventory();
    makeForeign();
    foreign = new TreeSet<>(aws.inventory());
    foreign.removeAll(ours);
    aws.onCall(fault);
  }

  /** What this database did not make and never imports: nobody may touch it. */
  private void makeForeign() {
    aws.logs().createLogGroup(r -> r.logGroupName(FOREIGN));
    aws.ecs().createCluster(r -> r.clusterName(FOREIGN));
    aws.ecr().createRepository(r -> r.repositoryName(FOREIGN));
    foreignGroup = aws.ec2()
        .createSecurityGroup(r -> r.groupName(FOREIGN).description(FOREIGN))
        .groupId();
  }

  /** Whether a request is about something foreign. */
  boolean isForeign(Object request) {
    String text = request.toString();
    return text.contains(FOREIGN) || text.contains(foreignGroup);
  }

  /** What of the foreign resources is gone. */
  Set<String> missingForeign() {
    Set<String> missing = new TreeSet<>(foreign);
    missing.removeAll(aws.inventory());
    return missing;
  }

  private IasqlEngine start() {
    Patience standard = Patience.standard();
    Patience patience = new Patience(
        standard.deadline(),
        standard.firstPause(),
        standard.longestPause(),
        standard.readAttempts(),
        standard.lag(),
        now::get,
        this::pause);
    String url = server.url(database) + "?socketFactory=" + MortalSockets.class.getName()
        + "&socketFactoryArg=" + life.number();
    return life.live(() -> IasqlEngine.builder()
        .url(url)
        .user(EmbeddedDatabase.SUPERUSER)
        .password(server.password())
        .aws(aws)
        .patience(patience)
        .start());
  }

  private void pause(Duration duration) throws InterruptedException {
    Life.check();
    pass(duration);
    LockSupport.parkNanos(100_000);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Makes the cloud hostile by the seed, but for the first one, which shows the fault alone. */
  void beHostile(int k) {
    if (seed > 1) {
      aws.hostility(Hostility.of(1000 * seed + k));
    }
  }

  /** Lets time pass in the account. */
  void pass(Duration duration) {
    now.updateAndGet(time -> time.plus(duration));
  }

  Counters counters() {
    return counters;
  }

  SimulatedAws aws() {
    return aws;
  }

  Fault fault() {
    return fault;
  }

  Life life() {
    return life;
  }

  /** Starts an engine in the place of a dead one. */
  synchronized void restartIfOver() {
    if (life.isOver()) {
      restart();
    }
  }

  synchronized void restart() {
    IasqlEngine dead = engine;
    Thread closing = new Thread(dead::close, "closing a dead engine");
    closing.setDaemon(true);
    closing.start();
    life = new Life();
    engine = start();
  }

  void execute(List<String> statements) throws SQLException {
    for (String sql : statements) {
      execute(sql);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = client.createStatement()) {
      running = statement;
      statement.execute(sql);
    }
  }

  void commit() throws SQLException {
    client.commit();
  }

  void rollback() throws SQLException {
    client.rollback();
  }

  /** Cancels what the client runs. */
  void cancel() {
    try {
      running.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException("The query cannot be cancelled", e);
    }
  }

  /** Runs statements on the book-keeping, as an administrator. */
  void administer(String sql) throws SQLException {
    try (Connection admin = server.dataSource(database).getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Another session of the client. */
  Connection connect() throws SQLException {
    Connection session = DriverManager.getConnection(server.url(database), database, database);
    session.setAutoCommit(false);
    return session;
  }

  boolean isTrue(String sql) throws SQLException {
    try (Statement statement = client.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The rows of a function that returns changes, as text. */
  List<String> changes(String function) throws SQLException {
    List<String> changes = new ArrayList<>();
    try (Statement statement = client.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT concat_ws(' ', action, table_name, description) FROM " + function)) {
      while (row.next()) {
        changes.add(row.getString(1));
      }
    }
    return changes;
  }

  @Override
  public void close() throws SQLException {
    client.close();
    engine.close();
    server.dropDatabase(database);
  }
}
