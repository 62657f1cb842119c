/** Tests of the projects in {@code examples/} and of Java's ORMs, on the same tables. */
@NullMarked
package org.iasql.examples;

import org.jspecify.annotations.NullMarked;
