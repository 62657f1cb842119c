package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@IasqlTest(modules = {"aws_security_group", "aws_cloudwatch"})
class ModuleNamesTest {
  static LocalIasql local;
  private static int modules;

  @BeforeAll
  static void count() {
    modules = local.client().installedModules().size();
  }

  @AfterEach
  void nothingChanged() {
    assertThat(local.aws().calls().mutating()).isEmpty();
    assertThat(local.client().installedModules()).hasSize(modules);
  }

  private static void refused(String statement, String text) {
    assertThat(SqlClient.refusal(local, statement)).isEqualTo(new SqlClient.Refusal("IQ001", text));
  }

  @Test
  void suggestsTheNearestName() {
    String text =
        "Module 'aws_ecs' does not exist. Did you mean 'aws_ecs_fargate'? SELECT * FROM iasql_modules_list() lists them all.";
    refused("SELECT * FROM iasql_install('aws_ecs')", text);
    refused("SELECT * FROM iasql_uninstall('aws_ecs')", text);
    assertThatThrownBy(() -> local.client().install("aws_vpc", "aws_ecs"))
        .isExactlyInstanceOf(RefusedException.class)
        .hasMessage(text);
  }

  @Test
  void suggestsNothingForANameThatIsFarFromAll() {
    refused(
        "SELECT * FROM iasql_install('kubernetes')",
        "Module 'kubernetes' does not exist. SELECT * FROM iasql_modules_list() lists them all.");
  }

  @Test
  void takesANameForNothingElse() {
    refused(
        "SELECT * FROM iasql_install($$x'; DROP TABLE log_group; --$$)",
        "Module 'x'; DROP TABLE log_group; --' does not exist. SELECT * FROM iasql_modules_list() lists them all.");
  }

  @Test
  void keepsWhatOthersNeed() {
    String text =
        "Module 'aws_vpc' cannot be uninstalled, because 'aws_security_group' needs it. Uninstall all of them, or none: SELECT * FROM iasql_uninstall('aws_security_group', 'aws_vpc').";
    refused("SELECT * FROM iasql_uninstall('aws_vpc')", text);
    assertThatThrownBy(() -> local.client().uninstall("aws_vpc"))
        .isExactlyInstanceOf(RefusedException.class)
        .hasMessage(text);
    refused(
        "SELECT * FROM iasql_uninstall('aws_account')",
        "Module 'aws_account' cannot be uninstalled, because 'aws_cloudwatch', 'aws_security_group', 'aws_vpc' need it. Uninstall all of them, or none: SELECT * FROM iasql_uninstall('aws_cloudwatch', 'aws_security_group', 'aws_vpc', 'aws_account').");
  }

  @Test
  void refusesNullAsAName() {
    String text =
        "A module's name is NULL. Give names, such as 'aws_vpc': SELECT * FROM iasql_modules_list() lists them all.";
    refused("SELECT * FROM iasql_install('aws_vpc', NULL)", text);
    refused("SELECT * FROM iasql_install(VARIADIC NULL)", text);
    refused("SELECT * FROM iasql_uninstall(NULL::text)", text);
  }

  @Test
  void refusesNoNameAtAll() {
    refused(
        "SELECT * FROM iasql_install(VARIADIC '{}')",
        "iasql_install needs the names of modules, such as SELECT * FROM iasql_install('aws_vpc'). SELECT * FROM iasql_modules_list() lists them all.");
    assertThatThrownBy(() -> local.client().uninstall())
        .isExactlyInstanceOf(RefusedException.class)
        .hasMessage(
            "iasql_uninstall needs the names of modules, such as SELECT * FROM iasql_uninstall('aws_vpc'). SELECT * FROM iasql_modules_installed() lists those that are installed.");
  }

  @Test
  void installsTwiceWithoutAWord() throws SQLException {
    assertThat(local.client().install("aws_cloudwatch", "aws_cloudwatch")).isEmpty();
    assertThat(SqlClient.notices(local, "SELECT * FROM iasql_install('aws_cloudwatch')"))
        .isEmpty();
  }

  @Test
  void saysThatThereIsNothingToUninstall() throws SQLException {
    assertThat(SqlClient.notices(local, "SELECT * FROM iasql_uninstall('aws_elb')"))
        .containsExactly("Module 'aws_elb' is not installed.");
    assertThat(local.client().uninstall("aws_elb")).isEmpty();
  }

  @Test
  void namesTheTablesThatCanBeAdopted() {
    refused(
        "SELECT iasql_adopt($$log'group$$, 1)",
        "Table 'log'group' is not a table of an installed module, so nothing in it can be adopted. SELECT * FROM iasql_tables lists the tables.");
    refused(
        "SELECT iasql_adopt('log_group', 7)",
        "AWS has nothing under the key of row 7 of table 'log_group', or there is no such row. Insert a row with the name of the resource that you want to take over, then adopt it.");
  }
}
