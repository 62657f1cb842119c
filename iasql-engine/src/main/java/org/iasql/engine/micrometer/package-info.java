/** The engine's metrics by Micrometer. Nothing outside this package needs Micrometer. */
@NullMarked
package org.iasql.engine.micrometer;

import org.jspecify.annotations.NullMarked;
