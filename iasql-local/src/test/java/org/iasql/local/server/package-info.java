/** Servers that are not ours: what stands between client, database and engine there, and how strict they are. */
@NullMarked
package org.iasql.local.server;

import org.jspecify.annotations.NullMarked;
