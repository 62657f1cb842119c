package org.iasql.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL servers to test on: one of each version for each JVM, which stops with it. */
public final class TestPostgres {
  private static final Map<String, EmbeddedDatabase> SERVERS = new ConcurrentHashMap<>();

  private TestPostgres() {}

  /** The version that comes with the library. */
  public static EmbeddedDatabase newest() {
    return SERVERS.computeIfAbsent(
        "newest", key -> EmbeddedDatabase.builder().inMemory().start());
  }

  /** An older version: what the build unpacks, or for 15 what IASQL_TEST_POSTGRES15 names. */
  public static EmbeddedDatabase installed(int version) {
    Path installation = version == 15
        ? ofDistribution()
        : Path.of("target", "postgres-" + version, "postgres-linux-x86_64.txz");
    assumeTrue(
        Files.exists(installation),
        "The build unpacks PostgreSQL %d on Linux on x86-64 only: there is no '%s'"
            .formatted(version, installation));
    return SERVERS.computeIfAbsent(
        "installed " + version,
        key -> EmbeddedDatabase.builder().inMemory().installation(installation).start());
  }

  private static Path ofDistribution() {
    String directory = System.getenv().getOrDefault("IASQL_TEST_POSTGRES15", "");
    assumeTrue(
        !directory.isEmpty(),
        "IASQL_TEST_POSTGRES15 names no installed PostgreSQL 15, such as /usr/lib/postgresql/15");
    return Path.of(directory);
  }

  /** The official image of a version, in Docker. */
  public static EmbeddedDatabase official(int version) {
    return SERVERS.computeIfAbsent("official " + version, key -> {
      PostgreSQLContainer server = new PostgreSQLContainer(
              DockerImageName.parse("postgres:" + version))
          .withUsername(EmbeddedDatabase.SUPERUSER)
          .withPassword("secret")
          .withCommand("postgres", "-c", "max_connections=300");
      server.start();
      return new EmbeddedDatabase(
          server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
          "secret",
          java.util.Optional.empty(),
          server::stop);
    });
  }
}
