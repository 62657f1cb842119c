package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.iasql.core.IasqlException;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.Test;

/** A newer engine was here, with a journal that this one would read wrongly. */
class NewerBookKeepingTest {
  @Test
  void keepsAnOlderEngineFromStarting() throws SQLException {
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start();
        GuardedDatabase database = new GuardedDatabase(server, "newer", "aws_cloudwatch");
        Session superuser = database.superuser()) {
      superuser.run(
          "UPDATE iasql.book_keeping SET version = version + 999",
          "DROP FUNCTION public.iasql_help()");
      assertThatThrownBy(database::restartEngine)
          .isInstanceOf(IasqlException.class)
          .hasMessageMatching(
              "A newer engine has prepared this database: its book-keeping and journal have version 1000, and this engine knows them up to version 1\\. Start the newer engine again, or another of its release; this one changes nothing here\\.");
      assertThat(superuser.run("SELECT to_regproc('public.iasql_help') IS NULL"))
          .containsExactly("t");
      superuser.run("UPDATE iasql.book_keeping SET version = 0");
      database.restartEngine(); // An older book-keeping is brought up to date.
      assertThat(superuser.run("SELECT version FROM iasql.book_keeping")).containsExactly("1");
      assertThat(database.client().help()).isNotEmpty();
    }
  }
}
