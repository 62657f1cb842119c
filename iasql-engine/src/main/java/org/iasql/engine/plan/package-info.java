/**
 * Planning: rows and the observed account go in, a plan comes out. Everything here is pure: no I/O, no
 * clock, so that preview and apply cannot differ and tests need no database.
 */
@NullMarked
package org.iasql.engine.plan;

import org.jspecify.annotations.NullMarked;
