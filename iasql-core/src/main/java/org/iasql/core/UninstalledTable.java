package org.iasql.core;

/**
 * A table that an uninstall dropped. Its resources still exist in the account.
 *
 * @param moduleName the module that the table belonged to, such as {@code aws_ecr}
 * @param droppedTableName the table, such as {@code repository}
 * @param recordCount the number of rows that it had
 */
public record UninstalledTable(String moduleName, String droppedTableName, int recordCount) {}
