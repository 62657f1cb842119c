/**
 * What {@code ./bench} runs: the tutorial's stack and a large account, each on an embedded PostgreSQL and a
 * simulated AWS account in this JVM, measured in time, AWS calls and heap. Nothing here fails when a
 * target is missed: it prints the target beside the value.
 */
@NullMarked
package org.iasql.benchmark;

import org.jspecify.annotations.NullMarked;
