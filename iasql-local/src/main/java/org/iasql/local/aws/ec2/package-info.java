/** EC2 of the simulated AWS, with AWS's own rules and error codes. */
@NullMarked
package org.iasql.local.aws.ec2;

import org.jspecify.annotations.NullMarked;
