/**
 * The JUnit extension: a database and a simulated account of its own for each test. What they are made
 * of lives in {@code org.iasql.local}.
 */
@NullMarked
package org.iasql.junit;

import org.jspecify.annotations.NullMarked;
