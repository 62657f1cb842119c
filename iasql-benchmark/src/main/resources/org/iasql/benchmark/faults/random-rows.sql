-- Changes of rows, each of which keeps the rows valid whatever was there: an empty line ends a change, a
-- semicolon at the end of a line a statement. RandomRows says what :name and so on are. Some stand here twice,
-- to be drawn more often.

INSERT INTO log_group (log_group_name) SELECT ':name' WHERE NOT EXISTS (SELECT FROM log_group WHERE
  log_group_name = ':name' AND region = default_aws_region());

UPDATE aws_regions SET is_enabled = true WHERE region = 'us-west-2';
INSERT INTO log_group (log_group_name, region) SELECT ':name', 'us-west-2' WHERE NOT EXISTS (SELECT FROM
  log_group WHERE log_group_name = ':name' AND region = 'us-west-2');

DELETE FROM log_group WHERE log_group_name = ':name' AND NOT EXISTS (SELECT FROM container_definition WHERE
  log_group_id = log_group.id);

INSERT INTO repository (repository_name) SELECT 'r/:name' WHERE NOT EXISTS (SELECT FROM repository WHERE
  repository_name = 'r/:name');

UPDATE repository SET scan_on_push = NOT scan_on_push WHERE repository_name = 'r/:name';

DELETE FROM repository r WHERE repository_name = 'r/:name' AND NOT EXISTS (SELECT FROM container_definition
  WHERE repository_id = r.id) AND NOT EXISTS (SELECT FROM repository_policy WHERE repository_id = r.id);

INSERT INTO repository_policy (repository_id, policy_text) SELECT id, ':pull' FROM repository r WHERE
  repository_name = 'r/:name' AND NOT EXISTS (SELECT FROM repository_policy WHERE repository_id = r.id);

UPDATE repository_policy SET policy_text = ':pull' FROM repository r WHERE r.id = repository_id AND
  repository_name = 'r/:name';

DELETE FROM repository_policy USING repository r WHERE r.id = repository_id AND repository_name = 'r/:name';

INSERT INTO public_repository (repository_name) SELECT 'p/:name' WHERE NOT EXISTS (SELECT FROM
  public_repository WHERE repository_name = 'p/:name');

DELETE FROM public_repository p WHERE repository_name = 'p/:name' AND NOT EXISTS (SELECT FROM
  container_definition WHERE public_repository_id = p.id);

INSERT INTO role (role_name, assume_role_policy_document) SELECT ':name', ':trust' WHERE NOT EXISTS (SELECT
  FROM role WHERE role_name = ':name');

UPDATE role SET description = 'role :n', attached_policies_arns =
  ARRAY['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'] WHERE role_name = ':name';

UPDATE role SET attached_policies_arns = NULL WHERE role_name = ':name';

DELETE FROM role r WHERE role_name = ':name' AND NOT EXISTS (SELECT FROM task_definition t WHERE r.role_name
  IN (t.task_role_name, t.execution_role_name));

INSERT INTO vpc (cidr_block) SELECT '10.:k.0.0/16' WHERE NOT EXISTS (SELECT FROM vpc WHERE cidr_block =
  '10.:k.0.0/16');

INSERT INTO subnet (availability_zone, cidr_block, vpc_id) SELECT 'us-east-2a', '10.:k.:n.0/24', id FROM vpc
  WHERE cidr_block = '10.:k.0.0/16' ON CONFLICT DO NOTHING;

UPDATE subnet SET availability_zone = 'us-east-2b' WHERE cidr_block = '10.:k.:n.0/24';

DELETE FROM subnet WHERE cidr_block LIKE '10.:k.%';

DELETE FROM security_group_rule r USING security_group g, vpc v WHERE g.id = r.security_group_id AND v.id =
  g.vpc_id AND v.cidr_block = '10.:k.0.0/16' AND NOT EXISTS (SELECT FROM target_group t WHERE t.vpc_id = v.id)
  AND NOT EXISTS (SELECT FROM load_balancer l WHERE l.vpc_id = v.id) AND NOT EXISTS (SELECT FROM
  security_group g WHERE g.vpc_id = v.id AND g.group_name <> 'default');
DELETE FROM security_group d USING vpc v WHERE v.id = d.vpc_id AND v.cidr_block = '10.:k.0.0/16' AND NOT
  EXISTS (SELECT FROM target_group t WHERE t.vpc_id = v.id) AND NOT EXISTS (SELECT FROM load_balancer l WHERE
  l.vpc_id = v.id) AND NOT EXISTS (SELECT FROM security_group g WHERE g.vpc_id = v.id AND g.group_name <>
  'default');
DELETE FROM subnet s USING vpc v WHERE v.id = s.vpc_id AND v.cidr_block = '10.:k.0.0/16' AND NOT EXISTS
  (SELECT FROM target_group t WHERE t.vpc_id = v.id) AND NOT EXISTS (SELECT FROM load_balancer l WHERE
  l.vpc_id = v.id) AND NOT EXISTS (SELECT FROM security_group g WHERE g.vpc_id = v.id AND g.group_name <>
  'default');
DELETE FROM vpc v WHERE v.cidr_block = '10.:k.0.0/16' AND NOT EXISTS (SELECT FROM target_group t WHERE
  t.vpc_id = v.id) AND NOT EXISTS (SELECT FROM load_balancer l WHERE l.vpc_id = v.id) AND NOT EXISTS (SELECT
  FROM security_group g WHERE g.vpc_id = v.id AND g.group_name <> 'default');

INSERT INTO security_group (group_name, description, vpc_id) SELECT ':name', 'random', id FROM vpc v WHERE
  is_default AND region = default_aws_region() AND NOT EXISTS (SELECT FROM security_group WHERE group_name =
  ':name' AND vpc_id = v.id);

INSERT INTO security_group (group_name, description, vpc_id) SELECT ':name', 'random', id FROM vpc v WHERE
  cidr_block = '10.:k.0.0/16' AND NOT EXISTS (SELECT FROM security_group WHERE group_name = ':name' AND vpc_id
  = v.id);

UPDATE security_group SET description = 'random :n' WHERE group_name = ':name';

INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port, to_port, cidr_ipv4)
  SELECT id, false, 'tcp', :n, :n, '10.0.0.0/8' FROM security_group WHERE group_name = ':name' ON CONFLICT DO
  NOTHING;

INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port, to_port,
  source_security_group_id) SELECT g.id, false, 'tcp', :n, :n, o.id FROM security_group g JOIN security_group
  o USING (vpc_id) WHERE g.group_name = ':name' AND o.group_name = ':other' ON CONFLICT DO NOTHING;

UPDATE security_group_rule r SET description = 'rule :n' FROM security_group g WHERE g.id =
  r.security_group_id AND g.group_name = ':name' AND NOT r.is_egress;

DELETE FROM security_group_rule r USING security_group g WHERE g.id = r.security_group_id AND g.group_name =
  ':name';

DELETE FROM security_group_rule r USING security_group g WHERE g.id = r.security_group_id AND g.group_name =
  ':name' AND g.group_name <> 'default' AND NOT EXISTS (SELECT FROM load_balancer_security_groups l WHERE
  l.security_group_id = g.id) AND NOT EXISTS (SELECT FROM service_security_groups s WHERE s.security_group_id
  = g.id) AND NOT EXISTS (SELECT FROM rds_security_groups d WHERE d.security_group_id = g.id) AND NOT EXISTS
  (SELECT FROM security_group_rule r WHERE r.source_security_group_id = g.id);
DELETE FROM security_group g WHERE g.group_name = ':name' AND NOT EXISTS (SELECT FROM security_group_rule r
  WHERE r.security_group_id = g.id) AND g.group_name <> 'default' AND NOT EXISTS (SELECT FROM
  load_balancer_security_groups l WHERE l.security_group_id = g.id) AND NOT EXISTS (SELECT FROM
  service_security_groups s WHERE s.security_group_id = g.id) AND NOT EXISTS (SELECT FROM rds_security_groups
  d WHERE d.security_group_id = g.id) AND NOT EXISTS (SELECT FROM security_group_rule r WHERE
  r.source_security_group_id = g.id);

INSERT INTO target_group (target_group_name, target_type, protocol, port) SELECT ':name', 'ip', 'HTTP', 80
  WHERE NOT EXISTS (SELECT FROM target_group WHERE target_group_name = ':name');

UPDATE target_group SET health_check_path = '/:n' WHERE target_group_name = ':name';

UPDATE target_group SET port = 80 + :n WHERE target_group_name = ':name';

DELETE FROM target_group t WHERE target_group_name = ':name' AND NOT EXISTS (SELECT FROM listener WHERE
  target_group_id = t.id) AND NOT EXISTS (SELECT FROM service WHERE target_group_id = t.id);

INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type) SELECT ':name', 'internet-facing',
  'application' WHERE NOT EXISTS (SELECT FROM load_balancer WHERE load_balancer_name = ':name');
INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) SELECT id, :default_group FROM
  load_balancer WHERE load_balancer_name = ':name' ON CONFLICT DO NOTHING;
INSERT INTO listener (load_balancer_id, target_group_id, port, protocol) SELECT b.id, t.id, :n, 'HTTP' FROM
  load_balancer b, target_group t WHERE load_balancer_name = ':name' AND target_group_name = ':name' AND NOT
  EXISTS (SELECT FROM listener l WHERE l.target_group_id = t.id);

INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type) SELECT ':name', 'internet-facing',
  'application' WHERE NOT EXISTS (SELECT FROM load_balancer WHERE load_balancer_name = ':name');
INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) SELECT id, :default_group FROM
  load_balancer WHERE load_balancer_name = ':name' ON CONFLICT DO NOTHING;
INSERT INTO listener (load_balancer_id, target_group_id, port, protocol) SELECT b.id, t.id, :n, 'HTTP' FROM
  load_balancer b, target_group t WHERE load_balancer_name = ':name' AND target_group_name = ':name' AND NOT
  EXISTS (SELECT FROM listener l WHERE l.target_group_id = t.id);

UPDATE load_balancer SET scheme = CASE scheme WHEN 'internal' THEN 'internet-facing' ELSE 'internal'
  END::load_balancer_scheme WHERE load_balancer_name = ':name';

INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) SELECT b.id, g.id FROM
  load_balancer b JOIN security_group g USING (vpc_id) WHERE load_balancer_name = ':name' AND group_name =
  ':other' ON CONFLICT DO NOTHING;

DELETE FROM load_balancer_security_groups s USING load_balancer b WHERE b.id = s.load_balancer_id AND
  b.load_balancer_name = ':name' AND s.security_group_id <> :default_group;

UPDATE listener l SET port = :n FROM load_balancer b WHERE b.id = l.load_balancer_id AND b.load_balancer_name
  = ':name';

DELETE FROM listener l USING load_balancer b WHERE b.id = l.load_balancer_id AND b.load_balancer_name =
  ':name' AND NOT EXISTS (SELECT FROM service s WHERE s.target_group_id = l.target_group_id);
DELETE FROM load_balancer b WHERE load_balancer_name = ':name' AND NOT EXISTS (SELECT FROM listener l WHERE
  l.load_balancer_id = b.id);

INSERT INTO cluster (cluster_name) SELECT ':name' WHERE NOT EXISTS (SELECT FROM cluster WHERE cluster_name =
  ':name');

DELETE FROM cluster c WHERE cluster_name = ':name' AND NOT EXISTS (SELECT FROM service WHERE cluster_id =
  c.id);

INSERT INTO task_definition (family, cpu_memory, execution_role_name) SELECT ':name', 'vCPU0.5-1GB', role_name
  FROM role WHERE role_name = ':other' AND 'nginx' IS NOT NULL AND NOT EXISTS (SELECT FROM task_definition
  WHERE family = ':name');
INSERT INTO container_definition (task_definition_id, name, image, essential, container_port) SELECT id,
  'web', 'nginx', true, 80 FROM task_definition t WHERE family = ':name' AND NOT EXISTS (SELECT FROM
  container_definition WHERE task_definition_id = t.id);

INSERT INTO task_definition (family, cpu_memory, execution_role_name) SELECT ':name', 'vCPU0.5-1GB', role_name
  FROM role WHERE role_name = ':other' AND (SELECT id FROM repository WHERE repository_name = 'r/:other') IS
  NOT NULL AND NOT EXISTS (SELECT FROM task_definition WHERE family = ':name');
INSERT INTO container_definition (task_definition_id, name, repository_id, essential, container_port) SELECT
  id, 'web', (SELECT id FROM repository WHERE repository_name = 'r/:other'), true, 80 FROM task_definition t
  WHERE family = ':name' AND NOT EXISTS (SELECT FROM container_definition WHERE task_definition_id = t.id);

INSERT INTO task_definition (family, cpu_memory, execution_role_name) SELECT ':name', 'vCPU0.5-1GB', role_name
  FROM role WHERE role_name = ':other' AND (SELECT id FROM public_repository WHERE repository_name =
  'p/:other') IS NOT NULL AND NOT EXISTS (SELECT FROM task_definition WHERE family = ':name');
INSERT INTO container_definition (task_definition_id, name, public_repository_id, essential, container_port)
  SELECT id, 'web', (SELECT id FROM public_repository WHERE repository_name = 'p/:other'), true, 80 FROM
  task_definition t WHERE family = ':name' AND NOT EXISTS (SELECT FROM container_definition WHERE
  task_definition_id = t.id);

UPDATE task_definition SET cpu_memory = CASE cpu_memory WHEN 'vCPU1-2GB' THEN 'vCPU0.5-1GB' ELSE 'vCPU1-2GB'
  END::task_definition_cpu_memory_enum WHERE family = ':name';

UPDATE task_definition SET task_role_name = r.role_name, execution_role_name = r.role_name FROM role r WHERE
  family = ':name' AND r.role_name = ':other';

UPDATE task_definition SET task_role_name = NULL WHERE family = ':name';

UPDATE container_definition c SET tag = 'v:n' FROM task_definition t WHERE t.id = c.task_definition_id AND
  family = ':name' AND image IS NULL;

UPDATE container_definition c SET env_variables = '{"N": ":n"}' FROM task_definition t WHERE t.id =
  c.task_definition_id AND family = ':name';

UPDATE container_definition c SET log_group_id = l.id FROM task_definition t, log_group l, role r WHERE t.id =
  c.task_definition_id AND family = ':name' AND l.log_group_name = ':other' AND l.region = t.region AND
  r.role_name = t.execution_role_name;

INSERT INTO container_definition (task_definition_id, name, image) SELECT id, 'side', 'busybox' FROM
  task_definition WHERE family = ':name' ON CONFLICT DO NOTHING;

DELETE FROM container_definition c USING task_definition t WHERE t.id = c.task_definition_id AND family =
  ':name' AND c.name = 'side';

DELETE FROM task_definition t WHERE family = ':name' AND NOT EXISTS (SELECT FROM service WHERE
  task_definition_id = t.id);

INSERT INTO service (name, desired_count, subnets, cluster_id, task_definition_id, target_group_id) SELECT
  ':name', 1, (SELECT array_agg(subnet_id) FROM subnet WHERE vpc_id = :default_vpc), c.id, t.id, NULL::integer
  FROM cluster c, task_definition t WHERE c.cluster_name = ':name' AND t.family = ':other' AND NOT EXISTS
  (SELECT FROM service WHERE name = ':name');

INSERT INTO service (name, desired_count, subnets, cluster_id, task_definition_id, target_group_id) SELECT
  ':name', 1, (SELECT array_agg(subnet_id) FROM subnet WHERE vpc_id = :default_vpc), c.id, t.id, NULL::integer
  FROM cluster c, task_definition t WHERE c.cluster_name = ':name' AND t.family = ':other' AND NOT EXISTS
  (SELECT FROM service WHERE name = ':name');

INSERT INTO service (name, desired_count, subnets, cluster_id, task_definition_id, target_group_id) SELECT
  ':name', 1, (SELECT array_agg(subnet_id) FROM subnet WHERE vpc_id = :default_vpc), c.id, t.id,
  l.target_group_id FROM cluster c, task_definition t, listener l JOIN target_group g ON g.id =
  l.target_group_id AND g.target_group_name = ':other' WHERE c.cluster_name = ':name' AND t.family = ':other'
  AND NOT EXISTS (SELECT FROM service WHERE name = ':name');

UPDATE service SET desired_count = :n WHERE name = ':name';

UPDATE service SET force_new_deployment = true WHERE name = ':name';

UPDATE service s SET task_definition_id = t.id FROM task_definition t WHERE name = ':name' AND family =
  ':other';

UPDATE service SET assign_public_ip = CASE assign_public_ip WHEN 'ENABLED' THEN 'DISABLED' ELSE 'ENABLED'
  END::service_assign_public_ip_enum WHERE name = ':name';

INSERT INTO service_security_groups (service_id, security_group_id) SELECT s.id, g.id FROM service s,
  security_group g WHERE name = ':name' AND group_name = ':other' AND vpc_id = :default_vpc ON CONFLICT DO
  NOTHING;

DELETE FROM service_security_groups g USING service s WHERE s.id = g.service_id AND name = ':name';

DELETE FROM service WHERE name = ':name';

INSERT INTO parameter_group (name, family, description) SELECT ':name', 'postgres17', 'random' WHERE NOT
  EXISTS (SELECT FROM parameter_group WHERE name = ':name');

UPDATE parameter_group SET parameters = '{"max_connections": "10:n"}' WHERE name = ':name';

DELETE FROM parameter_group p WHERE name = ':name' AND NOT EXISTS (SELECT FROM rds WHERE parameter_group_name
  = p.name);

INSERT INTO rds (db_instance_identifier, allocated_storage, db_instance_class, engine, master_username,
  master_user_password) SELECT ':name', 20, 'db.t3.micro', 'postgres', 'random', 'correct-horse-battery' WHERE
  NOT EXISTS (SELECT FROM rds WHERE db_instance_identifier = ':name');
INSERT INTO rds_security_groups (rds_id, security_group_id) SELECT id, :default_group FROM rds WHERE
  db_instance_identifier = ':name' ON CONFLICT DO NOTHING;

UPDATE rds SET db_instance_class = 'db.t3.small', backup_retention_period = :n WHERE db_instance_identifier =
  ':name';

UPDATE rds SET parameter_group_name = p.name FROM parameter_group p WHERE db_instance_identifier = ':name' AND
  p.name = ':other';

UPDATE rds SET parameter_group_name = NULL WHERE db_instance_identifier = ':name';

INSERT INTO rds_security_groups (rds_id, security_group_id) SELECT d.id, g.id FROM rds d, security_group g
  WHERE db_instance_identifier = ':name' AND group_name = ':other' AND vpc_id = :default_vpc ON CONFLICT DO
  NOTHING;

DELETE FROM rds_security_groups s USING rds d WHERE d.id = s.rds_id AND db_instance_identifier = ':name' AND
  s.security_group_id <> :default_group;

DELETE FROM rds WHERE db_instance_identifier = ':name';
