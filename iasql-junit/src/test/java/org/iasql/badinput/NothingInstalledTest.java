package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@IasqlTest
class NothingInstalledTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM iasql_apply()",
        "SELECT * FROM iasql_plan_apply()",
        "SELECT * FROM iasql_sync()",
        "SELECT * FROM iasql_plan_sync()",
        "SELECT iasql_adopt('log_group', 1)"
      })
  void saysWhatToInstall(String statement, LocalIasql local) {
    assertThat(SqlClient.refusal(local, statement).message())
        .isEqualTo(
            "No module is installed in this database, so there is nothing to plan. Install one first: SELECT * FROM iasql_install('aws_vpc'). SELECT * FROM iasql_modules_list() lists them all.");
    assertThat(local.aws().calls().mutating()).isEmpty();
  }
}
