package org.iasql.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.micrometer.EngineMetrics;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.observe.ObservedAwsCall;
import org.iasql.guards.GuardedDatabase;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What observers hear of an apply; that an engine needs none of their libraries. */
@Timeout(90)
class ObservedEngineTest {
  @Test
  void tellsOperationsAndTheCallsMadeForThem() throws SQLException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    List<ObservedAwsCall> calls = new CopyOnWriteArrayList<>();
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start();
        GuardedDatabase database = new GuardedDatabase(server, "observed", "aws_cloudwatch")) {
      database.stopEngine();
      try (IasqlEngine engine = IasqlEngine.builder()
              .url(server.url("observed"))
              .user(EmbeddedDatabase.SUPERUSER)
              .password(server.password())
              .aws(database.aws)
              .observe(new EngineMetrics(registry))
              .observe(new FailingObserver())
              .observe(new EngineObserver() {
                @Override
                public void awsCalled(ObservedAwsCall call) {
                  calls.add(call);
                }
              })
              .start();
          Session session = database.session()) {
        assertThat(engine).isNotNull();
        session.run(
            "INSERT INTO log_group (log_group_name) VALUES ('a')", "SELECT * FROM iasql_apply()");
        UUID opid = UUID.fromString(session
            .run("SELECT opid FROM iasql_operation WHERE optype = 'apply'")
            .get(0));
        assertThat(calls)
            .filteredOn(call -> call.method().equals("CreateLogGroup"))
            .singleElement()
            .satisfies(call -> assertThat(call.operation()).isEqualTo(Optional.of(opid)));
        assertThat(calls)
            .filteredOn(call -> !call.service().equals("STS"))
            .allSatisfy(call -> assertThat(call.operation()).contains(opid));
      }
    }
    assertThat(registry
            .get("iasql.operations")
            .tags("type", "apply", "error", "none")
            .timer()
            .count())
        .isEqualTo(1);
    assertThat(registry
            .get("iasql.aws.calls")
            .tags("operation", "CreateLogGroup")
            .timer()
            .count())
        .isEqualTo(1);
    assertThat(registry.get("iasql.operations.active").longTaskTimer().activeTasks())
        .isZero();
  }

  @Test
  void needsNoLibraryOfAnObserver() throws IOException, URISyntaxException {
    Path classes = Path.of(
        IasqlEngine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(classes)) {
      assertOnlyAdaptersUseTheirs(classes);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        assertOnlyAdaptersUseTheirs(jar.getPath("/"));
      }
    }
  }

  private static void assertOnlyAdaptersUseTheirs(Path classes) throws IOException {
    assertThat(users(classes, "io/micrometer/")).containsExactly("micrometer");
    assertThat(users(classes, "io/opentelemetry/")).containsExactly("opentelemetry");
  }

  /** The packages whose class files mention a library. */
  private static List<String> users(Path classes, String library) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> mentions(file, library))
          .map(file -> file.getParent().getFileName().toString())
          .distinct()
          .toList();
    }
  }

  private static boolean mentions(Path file, String library) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(library);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class FailingObserver implements EngineObserver {
    @Override
    public void awsCalled(ObservedAwsCall call) {
      throw new IllegalStateException("an observer that fails");
    }
  }
}
