package org.iasql.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsAsPsqlDoes() {
    assertThat(TextTable.of(List.of(
            new InstalledTable("aws_ecr", "public_repository", 0),
            new InstalledTable("aws_security_group", "security_group", 12))))
        .hasToString("""
            module_name     | created_table_name | record_count\s
        --------------------+--------------------+--------------
         aws_ecr            | public_repository  |            0
         aws_security_group | security_group     |           12
        (2 rows)
        """);
  }

  @Test
  void leavesAnAbsentIdEmpty() {
    assertThat(TextTable.of(List.of(
            new Change(Action.CREATE, "repository", Optional.of(9), "app"),
            new Change(Action.DELETE, "role", Optional.empty(), "old"))))
        .hasToString("""
         action | table_name | id | description\s
        --------+------------+----+-------------
         create | repository |  9 | app
         delete | role       |    | old
        (2 rows)
        """);
  }

  @Test
  void printsListsAsArraysAndMarksLinesThatGoOn() {
    assertThat(
            TextTable.of(List.of(new ModuleListing("aws_ecs\nfargate", "0.1", List.of("a", "b")))))
        .hasToString("""
         module_name | module_version | dependencies\s
        -------------+----------------+--------------
         aws_ecs    +| 0.1            | {a,b}
         fargate     |                |\s
        (1 row)
        """);
  }

  @Test
  void keepsTheColumnsOfAnEmptyResult() {
    assertThat(TextTable.of(InstalledTable.class, List.of())).hasToString("""
         module_name | created_table_name | record_count\s
        -------------+--------------------+--------------
        (0 rows)
        """);
    assertThat(TextTable.of(List.of())).hasToString("(0 rows)\n");
  }

  @Test
  void printsRecordsOfPrivateTypes() {
    record Flag(boolean isDefault) {}
    assertThat(TextTable.of(List.of(new Flag(true)))).asString().contains(" is_default ", " t\n");
  }
}
