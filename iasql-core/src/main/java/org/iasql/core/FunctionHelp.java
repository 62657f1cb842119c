package org.iasql.core;

/**
 * One SQL function of IaSQL, as {@code iasql_help()} describes it.
 *
 * @param name the function's name, such as {@code iasql_apply}
 * @param signature its arguments and result
 * @param description what it is for
 * @param sampleUsage a statement that calls it
 */
public record FunctionHelp(String name, String signature, String description, String sampleUsage) {}
