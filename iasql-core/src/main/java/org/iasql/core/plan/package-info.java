/**
 * A plan as a value: each change with what it is made of, the JSON form in which a plan is kept, and the
 * page on which a person reads it. It asks no database and no account.
 */
@NullMarked
package org.iasql.core.plan;

import org.jspecify.annotations.NullMarked;
