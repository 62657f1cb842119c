/** Elastic Load Balancing: load balancers, their listeners, and the target groups behind them. */
@NullMarked
@ValueStyle
package org.iasql.aws.elb;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
