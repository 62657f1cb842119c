/**
 * What an engine tells of its work: to an observer, which metrics and traces are made of, and to the
 * logs. Needs no library of either.
 */
@NullMarked
package org.iasql.engine.observe;

import org.jspecify.annotations.NullMarked;
