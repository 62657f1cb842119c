/** RDS: database instances and their parameter groups. */
@NullMarked
@ValueStyle
package org.iasql.aws.rds;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
