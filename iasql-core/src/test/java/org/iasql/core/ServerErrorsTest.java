package org.iasql.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class ServerErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "IQ000, org.iasql.core.IasqlException",
    "IQ001, org.iasql.core.RefusedException",
    "IQ002, org.iasql.core.CloudException",
    "IQ003, org.iasql.core.EngineUnavailableException",
    "IQ004, org.iasql.core.CancelledException",
    "IQ999, org.iasql.core.IasqlException"
  })
  void knowsTheKindByItsState(String state, Class<?> kind) {
    assertThat(ServerErrors.translate(jdbi(answer(state, "MNo.")))).isExactlyInstanceOf(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "57P01"})
  void saysWhatALostConnectionMeans(String state) {
    assertThat(ServerErrors.translate(jdbi(answer(state, "Mterminated"))))
        .isExactlyInstanceOf(IasqlException.class)
        .hasMessageStartingWith("The connection to the database was lost: terminated. ")
        .hasMessageContaining("What was not committed is rolled back")
        .hasMessageEndingWith("SELECT * FROM iasql_plan_apply().");
  }

  @Test
  void joinsMessageDetailAndHintAsSentences() {
    ConnectionException jdbi = jdbi(
        answer("IQ001", "MModule 'aws_ecs' does not exist\0DIt was never known.\0HTry 'aws_elb'"));
    assertThat(ServerErrors.translate(jdbi))
        .hasMessage("Module 'aws_ecs' does not exist. It was never known. Try 'aws_elb'.")
        .hasCause(jdbi);
  }

  @Test
  void leavesOtherErrorsToJdbi() {
    ConnectionException duplicate = jdbi(answer("23505", "Mduplicate key"));
    ConnectionException unknown = jdbi(new SQLException("no state"));
    assertThat(ServerErrors.translateCall(duplicate)).isSameAs(duplicate);
    assertThat(ServerErrors.translateCall(unknown)).isSameAs(unknown);
    assertThat(ServerErrors.aborted(unknown)).isSameAs(unknown);
  }

  @Test
  void saysHowToStartAnEngineWhereTheFunctionIsMissing() {
    assertThat(ServerErrors.translateCall(
            jdbi(answer("42883", "Mfunction iasql_apply() does not exist"))))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContainingAll("function iasql_apply() does not exist", "IasqlEngine.builder()");
  }

  @Test
  void doesNotTakeAFunctionMissingInsideACallForAMissingEngine() {
    ConnectionException jdbi =
        jdbi(answer("42883", "Mfunction shop() does not exist\0WPL/pgSQL function iasql_apply()"));
    assertThat(ServerErrors.translateCall(jdbi)).isSameAs(jdbi);
  }

  @Test
  void saysThatACaughtErrorStillRollsBack() {
    assertThat(ServerErrors.aborted(jdbi(answer("25P02", "Mcurrent transaction is aborted"))))
        .isInstanceOf(IasqlException.class)
        .hasMessageContainingAll("Nothing was committed", "savepoint");
  }

  @Test
  void tellsTheServersReasonInsteadOfThePools() {
    SQLException pool = new SQLTransientConnectionException(
        "request timed out", answer("28P01", "Mpassword authentication failed for user \"app\""));
    assertThat(ServerErrors.connection("'jdbc:postgresql://db/infra'", pool))
        .hasMessage(
            "Connecting to 'jdbc:postgresql://db/infra' failed: password authentication failed"
                + " for user \"app\". Check the user and the password, and that pg_hba.conf lets them in.")
        .hasCause(pool);
  }

  private static ConnectionException jdbi(SQLException cause) {
    return new ConnectionException(cause);
  }

  private static PSQLException answer(String state, String fields) {
    return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0" + fields + "\0"));
  }
}
