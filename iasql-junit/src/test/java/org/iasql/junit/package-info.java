/** Tests of the JUnit extension, which run small test classes and look at what happened. */
@NullMarked
package org.iasql.junit;

import org.jspecify.annotations.NullMarked;
