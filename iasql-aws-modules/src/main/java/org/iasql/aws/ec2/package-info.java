/** EC2's networks: VPCs, subnets, security groups and their rules. */
@NullMarked
@ValueStyle
package org.iasql.aws.ec2;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
