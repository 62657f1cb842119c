/** Tests of what the benchmarks compute; the benchmarks themselves are run by hand. */
@NullMarked
package org.iasql.benchmark;

import org.jspecify.annotations.NullMarked;
