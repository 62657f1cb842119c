package org.iasql.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.core.IasqlException;
import org.iasql.local.EmbeddedDatabase;

/** What an engine of its own costs while nothing happens: when it is idle, and while a call waits for AWS. */
final class CostBenchmark {
  private static final String DATABASE = "bench";
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final String IDENTITY =
      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>";

  private final Report report;
  private final Duration time;

  CostBenchmark(Report report, Duration time) {
    this.report = report;
    this.time = time;
  }

  /** What one look found. */
  private record Look(long nanos, Duration engine, Map<Long, Duration> server, long transactions) {}

  void idle() {
    AtomicInteger calls = new AtomicInteger();
    HttpServer aws = identityOnly(calls);
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      server.createDatabase(DATABASE);
      String address = "http://127.0.0.1:" + aws.getAddress().getPort();
      try (EngineProcess engine = EngineProcess.start(server, DATABASE, address);
          Connection superuser = server.dataSource(EmbeddedDatabase.SUPERUSER).getConnection()) {
        pass(SETTLING);
        int before = calls.get();
        Look first = look(superuser, engine);
        pass(time);
        Look last = look(superuser, engine);
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        report.figure(
            "idle.queries", (last.transactions() - first.transactions()) / seconds, "a second", 1);
        report.figure("idle.aws_calls", calls.get() - before, "calls", 0);
        report.figure("idle.engine", share(first, last, false), "% of a core", 1);
        report.figure(
            "idle.engine_and_server", share(first, last, true), "% of a core", Target.NONE);
        report.heap("idle.resident_memory", engine.residentBytes(), 150);
      }
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      aws.stop(0);
    }
  }

  void waiting() {
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      server.createDatabase(DATABASE);
      try (EngineProcess engine = EngineProcess.start(server, DATABASE, "slow");
          Connection superuser = server.dataSource(EmbeddedDatabase.SUPERUSER).getConnection();
          Connection caller = server.dataSource(DATABASE).getConnection();
          Statement statement = caller.createStatement()) {
        statement.execute("SELECT * FROM iasql_install('aws_elb')");
        statement.execute(
            "INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type) VALUES ('web', 'internal', 'network')");
        statement.execute("SET iasql.deadline = '1h'");
        Thread apply = new Thread(() -> apply(statement), "waiting");
        apply.setDaemon(true);
        apply.start();
        pass(SETTLING.multipliedBy(2)); // By then the engine looks every 10 s.
        Look first = look(superuser, engine);
        pass(time);
        Look last = look(superuser, engine);
        report.figure("waiting.engine", share(first, last, false), "% of a core", Target.NONE);
        report.figure("waiting.engine_and_server", share(first, last, true), "% of a core", 0.5);
        statement.cancel();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void apply(Statement statement) {
    try {
      statement.execute("SELECT * FROM iasql_apply()");
      throw new IllegalStateException("The apply did not wait");
    } catch (SQLException e) {
      if (!"57014".equals(e.getSQLState())) {
        throw failure(e);
      }
    }
  }

  private static Look look(Connection superuser, EngineProcess engine) throws SQLException {
    return new Look(
        System.nanoTime(),
        ProcessorTime.of(engine.pid()),
        ProcessorTime.ofServer(superuser),
        transactions(superuser));
  }

  private static long transactions(Connection superuser) throws SQLException {
    try (Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = '" + DATABASE
                + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static double share(Look first, Look last, boolean withServer) {
    Duration used = last.engine().minus(first.engine());
    if (withServer) {
      used = used.plus(ProcessorTime.between(first.server(), last.server()));
    }
    return 100.0 * used.toNanos() / (last.nanos() - first.nanos());
  }

  /** An AWS that knows who asks, and nothing else. */
  private static HttpServer identityOnly(AtomicInteger calls) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> {
        calls.incrementAndGet();
        byte[] body = IDENTITY.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pass(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IasqlException("The benchmark was interrupted.", e);
    }
  }

  private static IasqlException failure(SQLException e) {
    return new IasqlException("The benchmark's own connection failed: " + e.getMessage(), e);
  }
}
