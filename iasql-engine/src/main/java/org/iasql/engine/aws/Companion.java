package org.iasql.engine.aws;

/**
 * Something that AWS makes by itself together with a new resource.
 *
 * @param table the table that holds it
 * @param observed what it is
 */
public record Companion(String table, Observed<?> observed) {}
