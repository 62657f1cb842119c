/** Certificate Manager: the resource mapper that lists certificates. */
@NullMarked
package org.iasql.engine.aws.acm;

import org.jspecify.annotations.NullMarked;
