package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.rds.Rds;
import org.iasql.aws.rds.RdsDao;
import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.RefusedException;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.StorageQuotaExceededException;

/** A database's password is in its row until it is sent, and nowhere else. */
class PasswordsTest {
  private static final String CANARY = "canary-8c1f-Q7zz-password";

  private final SimulatedAws aws = SimulatedAws.create();
  private final AtomicReference<String> sent = new AtomicReference<>("");
  private EmbeddedDatabase server;
  private LocalIasql local;
  private Iasql iasql;

  @BeforeEach
  void start() {
    server = EmbeddedDatabase.builder().inMemory().start();
    local = LocalIasql.builder().database(server, "canary").aws(aws).start();
    iasql = local.client();
    iasql.install("aws_rds");
    aws.onCall(call -> {
      if (call.request() instanceof CreateDbInstanceRequest create) {
        sent.set(create.masterUserPassword());
      } else if (call.request() instanceof ModifyDbInstanceRequest modify) {
        sent.set(modify.masterUserPassword());
      }
    });
  }

  @AfterEach
  void stop() {
    local.close();
    server.close();
  }

  private static Rds database(IasqlTransaction tx) {
    return Rds.builder()
        .dbInstanceIdentifier("app")
        .allocatedStorage(20)
        .dbInstanceClass("db.t3.micro")
        .engine("postgres")
        .masterUsername("app")
        .masterUserPassword(CANARY)
        .addSecurityGroups(tx.dao(SecurityGroupDao.class)
            .findWhere("group_name = 'default'")
            .get(0)
            .ref())
        .build();
  }

  private Rds insert() {
    return iasql.withTransaction(tx -> tx.dao(RdsDao.class).insert(database(tx)));
  }

  /** Every table of the database in which the canary stands, as its superuser sees them. */
  private List<String> tablesWithCanary() {
    List<String> found = new ArrayList<>();
    Jdbi.create(server.dataSource("canary")).useHandle(handle -> {
      for (String table : handle.createQuery("""
              SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
              WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""").mapTo(String.class).list()) {
        boolean there = handle
            .createQuery("SELECT EXISTS (SELECT FROM %s t WHERE t::text LIKE ?)".formatted(table))
            .bind(0, "%" + CANARY + "%")
            .mapTo(Boolean.class)
            .one();
        if (there) {
          found.add(table);
        }
      }
    });
    return found;
  }

  @Test
  void sendsThePasswordAndForgetsIt() {
    Rds row = insert();
    assertThat(row.toString()).doesNotContain(CANARY);
    assertThat(iasql.planApply().toString()).doesNotContain(CANARY);
    assertThat(iasql.planDetails().get(0).after().orElseThrow().toString())
        .contains("\"***\"")
        .doesNotContain(CANARY);
    assertThat(iasql.plan().toJson()).contains("\"***\"").doesNotContain(CANARY);
    assertThat(tablesWithCanary()).containsExactly("public.rds");
    assertThat(iasql.apply().toString()).contains("create rds app").doesNotContain(CANARY);
    assertThat(sent).hasValue(CANARY);
    assertThat(iasql.dao(RdsDao.class).findAll().get(0).masterUserPassword()).isEmpty();
    assertThat(tablesWithCanary()).isEmpty();
    assertThat(iasql.apply()).isEmpty();
  }

  @Test
  void sendsANewPasswordOnce() {
    insert();
    iasql.apply();
    sent.set("");
    iasql.useTransaction(
        tx -> tx.handle().execute("UPDATE rds SET master_user_password = ?", CANARY + "2"));
    assertThat(iasql.apply()).hasSize(1);
    assertThat(sent).hasValue(CANARY + "2");
    assertThat(tablesWithCanary()).isEmpty();
    assertThat(iasql.apply()).isEmpty();
  }

  @Test
  void keepsThePasswordInTheRowAloneWhenAwsRefuses() {
    insert();
    aws.onCall(call -> {
      if (call.operation().equals("CreateDBInstance")) {
        throw StorageQuotaExceededException.builder()
            .message("The request would exceed your storage quota.")
            .statusCode(400)
            .build();
      }
    });
    assertThatThrownBy(iasql::apply).isInstanceOf(CloudException.class);
    assertThat(iasql.dao(RdsDao.class).findAll().get(0).masterUserPassword()).contains(CANARY);
    assertThat(tablesWithCanary()).containsExactly("public.rds");
  }

  @Test
  void refusesANewDatabaseWithoutAPassword() {
    insert();
    iasql.useTransaction(tx -> tx.handle().execute("UPDATE rds SET master_user_password = NULL"));
    assertThatThrownBy(iasql::planApply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Database 'app' cannot be created without a password");
    assertThat(tablesWithCanary()).isEmpty();
  }

  @Test
  void keepsTheRowOutOfTheErrorOfAnInvalidOne() {
    insert();
    assertThatThrownBy(() ->
            iasql.useTransaction(tx -> tx.handle().execute("UPDATE rds SET allocated_storage = 1")))
        .hasMessageContaining("allocated_storage is between 5 and 65536 GiB")
        .satisfies(error -> assertThat(error.toString()).doesNotContain(CANARY));
  }
}
