/**
 * What a user sets to keep an account from harm: limits, protected rows, readers; and what is told of who
 * changed what.
 */
@NullMarked
package org.iasql.guards;

import org.jspecify.annotations.NullMarked;
