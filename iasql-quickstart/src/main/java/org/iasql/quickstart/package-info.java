/**
 * An HTTP server in a container behind a load balancer, as one value: {@link
 * org.iasql.quickstart.QuickstartStack} writes the rows of the tutorial and takes them away again.
 * The command line lives here too; everything else that it needs, the engine and the simulated
 * account, lives in modules of its own.
 */
@NullMarked
package org.iasql.quickstart;

import org.jspecify.annotations.NullMarked;
