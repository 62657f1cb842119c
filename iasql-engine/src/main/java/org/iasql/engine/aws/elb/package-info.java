/** Elastic Load Balancing: the resource mappers of load balancers, target groups and listeners. */
@NullMarked
package org.iasql.engine.aws.elb;

import org.jspecify.annotations.NullMarked;
