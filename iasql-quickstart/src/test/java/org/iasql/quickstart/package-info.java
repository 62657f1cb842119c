/** Tests of the stack. */
@NullMarked
package org.iasql.quickstart;

import org.jspecify.annotations.NullMarked;
