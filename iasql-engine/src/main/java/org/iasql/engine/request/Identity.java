package org.iasql.engine.request;

/**
 * Which database of which cluster this is.
 *
 * @param systemIdentifier the cluster's, as {@code initdb} made it
 * @param databaseOid the database's number in that cluster
 */
public record Identity(String systemIdentifier, long databaseOid) {}
