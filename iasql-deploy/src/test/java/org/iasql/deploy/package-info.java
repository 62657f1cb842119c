/** Images pushed into a real registry on this machine, and tasks that fail in a simulated account. */
@NullMarked
package org.iasql.deploy;

import org.jspecify.annotations.NullMarked;
