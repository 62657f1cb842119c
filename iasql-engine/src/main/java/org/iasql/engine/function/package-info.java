/**
 * The SQL functions' meaning: each reads and writes module tables through the caller's session, and
 * plans and applies in between.
 */
@NullMarked
package org.iasql.engine.function;

import org.jspecify.annotations.NullMarked;
