package org.iasql.engine.plan;

import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.core.resource.Ref;

/** The rows of a VPC beside the default one. */
final class Networks {
  private Networks() {}

  /** A VPC with id 2, two subnets with ids 11 and 12, and a group with id 9 that has a rule. */
  static Scene second(Scene scene) {
    return scene
        .row(
            Vpc.builder().id(2).region(Tutorial.REGION).cidrBlock("10.0.0.0/16").build())
        .row(subnet(11, "10.0.1.0/24", "a"))
        .row(subnet(12, "10.0.2.0/24", "b"))
        .row(SecurityGroup.builder()
            .id(9)
            .region(Tutorial.REGION)
            .groupName("inner")
            .description("inner")
            .vpcId(Ref.<Vpc>row(2))
            .build())
        .row(SecurityGroupRule.ingress(Ref.row(9))
            .id(9)
            .region(Tutorial.REGION)
            .tcp(22)
            .from("10.0.0.0/8")
            .build());
  }

  private static Subnet subnet(int id, String block, String zone) {
    return Subnet.builder()
        .id(id)
        .region(Tutorial.REGION)
        .availabilityZone(Tutorial.REGION + zone)
        .cidrBlock(block)
        .vpcId(Ref.row(2))
        .build();
  }
}
