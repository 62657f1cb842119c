/** EC2: the resource mappers of VPCs, subnets, security groups and their rules. */
@NullMarked
package org.iasql.engine.aws.ec2;

import org.jspecify.annotations.NullMarked;
