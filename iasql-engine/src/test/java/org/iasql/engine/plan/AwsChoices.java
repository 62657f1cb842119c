package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What AWS would choose for columns that a row leaves open: enough of it to tell that it did. */
final class AwsChoices {
  private AwsChoices() {}

  static void fill(String table, ObjectNode json) {
    if (table.equals("load_balancer") && json.path("subnets").isNull()) {
      json.putArray("subnets").add("subnet-a").add("subnet-b");
      json.putArray("availability_zones").add("us-east-2a").add("us-east-2b");
    }
    if (table.equals("target_group")
        && json.path("health_check_interval_seconds").isNull()) {
      json.put("health_check_interval_seconds", 30);
      json.put("health_check_protocol", "HTTP");
    }
  }
}
