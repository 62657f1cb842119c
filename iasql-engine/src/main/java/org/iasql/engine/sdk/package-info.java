/**
 * Clients of the SDK's interfaces that pass every operation on to one method, which is how the engine
 * sees each call, and how a simulated account answers it.
 */
@NullMarked
package org.iasql.engine.sdk;

import org.jspecify.annotations.NullMarked;
