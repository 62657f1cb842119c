/**
 * The engine: it answers the SQL functions of a database by planning against an AWS account and
 * carrying plans out. It never reads or writes a module's table on a connection of its own; the SQL
 * function does that on its behalf, in the caller's transaction.
 */
@NullMarked
package org.iasql.engine;

import org.jspecify.annotations.NullMarked;
