package org.iasql.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.request.Bootstrap;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * A server that takes nothing but TLS with a password, a database whose name needs quotes and whose
 * search path has no {@code public}, an engine and a client whose roles are no superusers.
 */
class StrictServerTest {
  private static final String DATABASE = "Infra \"of\" Müller's";
  private static final String ENGINE = "Engine Role";
  private static final String CLIENT = "client";

  @TempDir
  static Path directory;

  private static EmbeddedDatabase server;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedDatabase.builder().inMemory().start();
    server.createDatabase(DATABASE);
    server.createClient("postgres", ENGINE, "secret");
    server.createClient("postgres", CLIENT, "secret");
    try (Connection admin = server.dataSource(DATABASE).getConnection()) {
      String refusal = refusalOf(plainSource(ENGINE));
      // What the engine's error says that an administrator runs, to the letter.
      run(admin, refusal.substring(refusal.indexOf("ALTER ROLE")));
      run(admin, "CREATE SCHEMA elsewhere");
      run(admin, "ALTER DATABASE " + name(DATABASE) + " SET search_path = elsewhere");
      acceptTlsAlone(admin);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void takesNothingWithoutTls() {
    assertThatThrownBy(() -> plainSource(CLIENT).getConnection())
        .hasMessageContaining("no encryption");
  }

  @Test
  void wholeFlowWorks() throws SQLException {
    SimulatedAws aws = SimulatedAws.create();
    IasqlEngine engine = IasqlEngine.builder()
        .url(server.url(DATABASE) + "?sslmode=require")
        .user(ENGINE)
        .password("secret")
        .aws(aws)
        .start();
    try (engine) {
      try (Connection admin = tls(EmbeddedDatabase.SUPERUSER, server.password()).getConnection()) {
        assertThat(run(admin, "SELECT rolsuper FROM pg_roles WHERE rolname = '" + ENGINE + "'"))
            .containsExactly("f");
        run(
            admin,
            "GRANT " + name(Bootstrap.userRole(DATABASE)) + " TO " + CLIENT,
            "GRANT CONNECT ON DATABASE " + name(DATABASE) + " TO " + CLIENT);
      }
      try (Connection client = tls(CLIENT, "secret").getConnection()) {
        assertThat(run(client, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
            .containsExactly("t");
        assertThat(run(client, "SHOW search_path")).containsExactly("elsewhere");
        client.setAutoCommit(false);
        run(client, "SELECT * FROM public.iasql_install('aws_security_group', 'aws_cloudwatch')");
        run(
            client,
            "INSERT INTO public.log_group (log_group_name) VALUES ('strict')",
            "INSERT INTO public.security_group (group_name, description) VALUES ('strict', 'strict')");
        assertThat(run(client, "SELECT description FROM public.iasql_plan_apply()"))
            .contains("strict", "default egress rule of strict");
        assertThat(run(client, "SELECT description FROM public.iasql_apply()")).hasSize(3);
        client.commit();
        assertThat(run(client, "SELECT * FROM public.iasql_apply()")).isEmpty();
        client.commit();
        run(client, "DELETE FROM public.log_group", "SELECT * FROM public.iasql_apply()");
        client.commit();
      }
      assertThat(aws.ec2().describeSecurityGroups().securityGroups())
          .extracting(SecurityGroup::groupName)
          .contains("strict");
      assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
    }
  }

  private static String refusalOf(PGSimpleDataSource source) {
    try (Connection connection = source.getConnection()) {
      Bootstrap.prepare(connection);
      throw new AssertionError("A role without rights has prepared the database");
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void acceptTlsAlone(Connection admin)
      throws IOException, GeneralSecurityException, SQLException, InterruptedException {
    makeCertificate();
    Path rules = Path.of(run(admin, "SHOW hba_file").get(0));
    Files.writeString(rules, "hostssl all all 127.0.0.1/32 scram-sha-256\n");
    run(
        admin,
        "ALTER SYSTEM SET ssl_cert_file = '" + directory.resolve("server.crt") + "'",
        "ALTER SYSTEM SET ssl_key_file = '" + directory.resolve("server.key") + "'",
        "ALTER SYSTEM SET ssl = on",
        "SELECT pg_reload_conf()");
  }

  private static void makeCertificate()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = directory.resolve("store.p12");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-alias",
            "server",
            "-dname",
            "CN=localhost",
            "-keystore",
            store.toString(),
            "-storepass",
            "secret")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("keytool.log").toFile())
        .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
    write("server.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    write(
        "server.key",
        "PRIVATE KEY",
        keys.getKey("server", "secret".toCharArray()).getEncoded());
  }

  private static void write(String file, String kind, byte[] content) throws IOException {
    Path path = directory.resolve(file);
    Files.writeString(
        path,
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content)));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  private static PGSimpleDataSource plainSource(String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(server.url(DATABASE) + "?sslmode=disable");
    source.setUser(user);
    source.setPassword("secret");
    return source;
  }

  private static DataSource tls(String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(server.url(DATABASE) + "?sslmode=require");
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Runs statements; the first column of the last one's rows. */
  private static List<String> run(Connection connection, String... statements) throws SQLException {
    List<String> first = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        first.clear();
        if (statement.execute(sql)) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              first.add(rows.getString(1));
            }
          }
        }
      }
    }
    return first;
  }
}
