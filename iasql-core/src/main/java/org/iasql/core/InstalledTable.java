package org.iasql.core;

/**
 * A table that an install created.
 *
 * @param moduleName the module that the table belongs to, such as {@code aws_ecr}
 * @param createdTableName the table, such as {@code repository}
 * @param recordCount the number of resources that were imported from the account into it
 */
public record InstalledTable(String moduleName, String createdTableName, int recordCount) {}
