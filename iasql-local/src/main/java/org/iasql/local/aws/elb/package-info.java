/** Elastic Load Balancing v2 of the simulated AWS, with AWS's own rules and error codes. */
@NullMarked
package org.iasql.local.aws.elb;

import org.jspecify.annotations.NullMarked;
