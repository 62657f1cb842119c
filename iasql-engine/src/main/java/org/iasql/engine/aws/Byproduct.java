package org.iasql.engine.aws;

/**
 * Something that AWS adds to a new resource by itself.
 *
 * @param table the table that would hold it
 * @param description how a preview names it
 */
public record Byproduct(String table, String description) {}
