/**
 * What a service tells the engine: one resource mapper for each table, and the edges that no foreign
 * key says. Each service has a package below this one.
 */
@NullMarked
package org.iasql.engine.aws;

import org.jspecify.annotations.NullMarked;
