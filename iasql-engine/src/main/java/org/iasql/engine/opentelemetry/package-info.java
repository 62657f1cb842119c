/** The engine's spans by OpenTelemetry's API. Nothing outside this package needs OpenTelemetry. */
@NullMarked
package org.iasql.engine.opentelemetry;

import org.jspecify.annotations.NullMarked;
