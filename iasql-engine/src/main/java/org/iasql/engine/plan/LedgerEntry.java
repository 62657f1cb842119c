package org.iasql.engine.plan;

/**
 * A resource that a committed row of this database has held, created or imported.
 *
 * @param table the resource's table
 * @param identity AWS's id or ARN
 * @param incarnation what tells it from another resource that had the same identity before or after
 */
public record LedgerEntry(String table, String identity, String incarnation) {}
