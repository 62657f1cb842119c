/** Tests of the command line, and of what the README and the guides show. */
@NullMarked
package org.iasql.cli;

import org.jspecify.annotations.NullMarked;
