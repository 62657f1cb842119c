/**
 * An HTTP server in a container behind a load balancer, as one value: {@link
 * org.iasql.quickstart.QuickstartStack} writes the rows of the tutorial and takes them away again.
 * The command line that shows it lives in a module of its own.
 */
@NullMarked
package org.iasql.quickstart;

import org.jspecify.annotations.NullMarked;
