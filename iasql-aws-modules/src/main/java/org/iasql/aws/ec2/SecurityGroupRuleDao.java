package org.iasql.aws.ec2;

import java.util.List;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code security_group_rule}. */
public interface SecurityGroupRuleDao extends ResourceDao<SecurityGroupRule> {
  /** The rules of a group, ingress and egress. */
  default List<SecurityGroupRule> findByGroup(Ref<SecurityGroup> group) {
    return findWhere("security_group_id = ?", group.row().orElseThrow());
  }
}
