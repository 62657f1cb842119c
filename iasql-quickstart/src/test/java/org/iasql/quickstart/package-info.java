/** Tests of the stack and of the command line. */
@NullMarked
package org.iasql.quickstart;

import org.jspecify.annotations.NullMarked;
