/**
 * Everything in one JVM: an embedded PostgreSQL, a simulated AWS account, and an engine between them. What
 * the simulation of each service does lives in a package of its own below this one.
 */
@NullMarked
package org.iasql.local;

import org.jspecify.annotations.NullMarked;
