/**
 * The command line {@code iasql}: one class for each command. It brings the embedded PostgreSQL, the simulated
 * account and the engine together with the quickstart's stack; nothing depends on it.
 */
@NullMarked
package org.iasql.cli;

import org.jspecify.annotations.NullMarked;
