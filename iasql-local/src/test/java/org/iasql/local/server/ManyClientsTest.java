package org.iasql.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.iasql.engine.IasqlEngine;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.TestPostgres;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clients and several engines on one database. */
class ManyClientsTest {
  private static final String DATABASE = "crowded";
  private static final int CLIENTS = 20;

  private final EmbeddedDatabase server = TestPostgres.newest();
  private final SimulatedAws aws =
      SimulatedAws.builder().latency(Duration.ofMillis(20)).build();
  private LocalIasql local;

  @BeforeEach
  void start() {
    local = LocalIasql.builder().database(server, DATABASE).aws(aws).start();
    local.client().install("aws_cloudwatch");
  }

  @AfterEach
  void stop() {
    local.close();
    server.dropDatabase(DATABASE);
  }

  @Test
  void twentyPsqlClientsPreviewWhileOneApplies() throws IOException, InterruptedException {
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(directory -> Path.of(directory, "psql").toFile().canExecute()),
        "psql is not on the PATH: install PostgreSQL's client to run these tests");
    Process applying = psql("""
        INSERT INTO log_group (log_group_name) SELECT 'applied-' || n FROM generate_series(1, 30) n;
        SELECT count(*) FROM iasql_apply();
        """);
    List<Process> previews = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      previews.add(psql("""
          BEGIN;
          INSERT INTO log_group (log_group_name) VALUES ('preview-%d');
          SELECT description FROM iasql_plan_apply() WHERE description LIKE 'preview%%';
          ROLLBACK;
          """.formatted(i)));
    }
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(output(previews.get(i))).isEqualTo("preview-" + i);
    }
    assertThat(output(applying)).endsWith("30");
    assertThat(local.client().planApply()).isEmpty();
    assertThat(aws.logs().describeLogGroupsPaginator().logGroups()).hasSize(30);
  }

  @Test
  void enginesShareTheCallsAndOneThatStopsIsNotMissed() {
    IasqlEngine second = engine();
    IasqlEngine third = engine();
    List<Thread> callers = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread caller = new Thread(
          () -> IntStream.range(0, 8)
              .forEach(n -> assertThat(local.client().planApply()).isEmpty()),
          "caller-" + i);
      caller.setUncaughtExceptionHandler((thread, error) -> {
        synchronized (failures) {
          failures.add(error);
        }
      });
      callers.add(caller);
      caller.start();
    }
    second.close();
    third.close();
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertThat(failures).isEmpty();
  }

  private IasqlEngine engine() {
    return IasqlEngine.builder()
        .url(server.url(DATABASE))
        .user(EmbeddedDatabase.SUPERUSER)
        .password(server.password())
        .aws(aws)
        .start();
  }

  private Process psql(String sql) throws IOException {
    Process psql = new ProcessBuilder(
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", local.url())
        .start();
    try (Writer in = psql.outputWriter(StandardCharsets.UTF_8)) {
      in.write(sql);
    }
    return psql;
  }

  private static String output(Process psql) throws IOException, InterruptedException {
    String errors = new String(psql.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String rows = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(psql.waitFor()).as(errors).isZero();
    return rows.strip();
  }
}
