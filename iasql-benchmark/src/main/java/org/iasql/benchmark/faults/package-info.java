/**
 * Proof by exhaustion: every fault at every point of an apply, and random ones, and a count of what did
 * not agree afterwards.
 */
@NullMarked
package org.iasql.benchmark.faults;

import org.jspecify.annotations.NullMarked;
