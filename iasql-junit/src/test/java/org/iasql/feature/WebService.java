package org.iasql.feature;

import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A service named {@code web} behind an application load balancer, as rows, and what AWS has of it. */
record WebService(Iasql iasql, SimulatedAws aws) {
  private static final List<String> ROWS = List.of(
      "INSERT INTO security_group (group_name, description) VALUES ('web', 'web')",
      """
      INSERT INTO target_group (target_group_name, target_type, protocol, port)
      VALUES ('web', 'ip', 'HTTP', 80)""",
      """
      INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type, ip_address_type)
      VALUES ('web', 'internet-facing', 'application', 'ipv4')""",
      """
      INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id)
      SELECT l.id, s.id FROM load_balancer l, security_group s WHERE s.group_name = 'web'""",
      """
      INSERT INTO listener (load_balancer_id, port, protocol, target_group_id)
      SELECT l.id, 80, 'HTTP', t.id FROM load_balancer l, target_group t""");
  private static final List<String> TASKS = List.of(
      "INSERT INTO cluster (cluster_name) VALUES ('web')",
      "INSERT INTO task_definition (family, cpu_memory) VALUES ('web', 'vCPU0.25-0.5GB')",
      """
      INSERT INTO container_definition (name, image, tag, essential, container_port, task_definition_id)
      SELECT 'web', 'nginx', '1.27', true, 80, id FROM task_definition""",
      """
      INSERT INTO service (name, desired_count, subnets, assign_public_ip, cluster_id,
        task_definition_id, target_group_id)
      SELECT 'web', 1, (SELECT array_agg(subnet_id) FROM subnet WHERE region = default_aws_region()),
        'ENABLED', c.id, d.id, t.id FROM cluster c, task_definition d, target_group t""",
      """
      INSERT INTO service_security_groups (service_id, security_group_id)
      SELECT v.id, s.id FROM service v, security_group s WHERE s.group_name = 'web'""");

  /** Inserts and applies. */
  WebService up() {
    iasql.useTransaction(tx -> {
      ROWS.forEach(tx.handle()::execute);
      TASKS.forEach(tx.handle()::execute);
      tx.apply();
    });
    return this;
  }

  /** Inserts and applies what is in front of the tasks as {@code front} says it. */
  WebService behind(List<String> front) {
    iasql.useTransaction(tx -> {
      front.forEach(tx.handle()::execute);
      TASKS.forEach(tx.handle()::execute);
      tx.apply();
    });
    return this;
  }

  void execute(String sql) {
    iasql.useTransaction(tx -> tx.handle().execute(sql));
  }

  /** Deletes every row and applies. */
  void down() {
    iasql.deleteAllRecords();
    iasql.apply();
  }

  Service service() {
    return aws.ecs()
        .describeServices(request -> request.cluster("web").services("web"))
        .services()
        .get(0);
  }

  TaskDefinition revision(int number) {
    return aws.ecs()
        .describeTaskDefinition(request -> request.taskDefinition("web:" + number))
        .taskDefinition();
  }

  /** A column of the only row of a table, as text. */
  String column(String table, String column) {
    return iasql.withHandle(handle -> handle
        .createQuery("SELECT %s::text FROM %s".formatted(column, table))
        .mapTo(String.class)
        .one());
  }
}
