/**
 * Carrying a plan out: the graph's steps in their order and as many at a time as it allows, the journal
 * of every change, and what happens when a step fails.
 */
@NullMarked
package org.iasql.engine.apply;

import org.jspecify.annotations.NullMarked;
