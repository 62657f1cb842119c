/** What an operator sees of calls that run, and how they are stopped. */
@NullMarked
package org.iasql.live;

import org.jspecify.annotations.NullMarked;
