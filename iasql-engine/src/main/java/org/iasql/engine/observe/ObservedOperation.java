package org.iasql.engine.observe;

import java.util.UUID;

/**
 * A call of a SQL function.
 *
 * @param id the opid of {@code iasql_operation}, if it is a writing one
 * @param type the function without {@code iasql_}, such as {@code plan_apply}
 */
public record ObservedOperation(UUID id, String type) {}
