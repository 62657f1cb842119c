/** The request path on a real server, with a scripted handler in the engine's place. */
@NullMarked
package org.iasql.local.request;

import org.jspecify.annotations.NullMarked;
