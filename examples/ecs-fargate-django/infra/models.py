# What inspectdb prints for these tables, with two edits: a list of texts is an ArrayField, and an enum
# that cannot be NULL names its default, because Django would write an empty text.
from django.contrib.postgres.fields import ArrayField
from django.db import models


class AwsRegions(models.Model):
    region = models.TextField(primary_key=True)
    is_default = models.BooleanField(db_comment='The region of rows that name none. Changing it moves no row.')
    is_enabled = models.BooleanField(db_comment='Whether the region is looked at; rows can be in enabled regions alone.')

    class Meta:
        managed = False
        db_table = 'aws_regions'


class LogGroup(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    log_group_name = models.TextField()
    log_group_arn = models.TextField(blank=True, null=True)
    creation_time = models.DateTimeField(blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'log_group'
        unique_together = (('region', 'log_group_name'),)


class Repository(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    repository_name = models.TextField()
    repository_arn = models.TextField(blank=True, null=True)
    registry_id = models.TextField(blank=True, null=True)
    repository_uri = models.TextField(blank=True, null=True, db_comment='What images are pushed to and pulled from, without a tag.')
    created_at = models.DateTimeField(blank=True, null=True)
    image_tag_mutability = models.TextField(default='MUTABLE')
    scan_on_push = models.BooleanField()
    delete_images = models.BooleanField(db_comment='True deletes every image in the repository at the next apply, which sets it back to false. A repository with images is not deleted: set this, apply, then delete the row and apply again, in one transaction if you like.')

    class Meta:
        managed = False
        db_table = 'repository'
        unique_together = (('region', 'repository_name'),)


class PublicRepository(models.Model):
    repository_name = models.TextField(unique=True)
    repository_arn = models.TextField(blank=True, null=True)
    registry_id = models.TextField(blank=True, null=True)
    repository_uri = models.TextField(blank=True, null=True)
    created_at = models.DateTimeField(blank=True, null=True)
    delete_images = models.BooleanField(db_comment='True deletes every image in the repository at the next apply, which sets it back to false. A repository with images is not deleted: set this, apply, then delete the row and apply again, in one transaction if you like.')

    class Meta:
        managed = False
        db_table = 'public_repository'


class Role(models.Model):
    role_name = models.TextField(primary_key=True)
    arn = models.TextField(blank=True, null=True)
    assume_role_policy_document = models.JSONField(db_comment='Who may take the role. Compared as a policy: order and white space do not count.')
    description = models.TextField(blank=True, null=True)
    attached_policies_arns = ArrayField(models.TextField(), blank=True, null=True, db_comment='The managed policies. Inline policies have no column and are left alone.')

    class Meta:
        managed = False
        db_table = 'role'


class Vpc(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    vpc_id = models.TextField(blank=True, null=True)
    cidr_block = models.TextField()
    state = models.TextField(blank=True, null=True)
    is_default = models.BooleanField(db_comment='Whether it is the VPC that AWS made for the region; AWS says.')

    class Meta:
        managed = False
        db_table = 'vpc'


class Subnet(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    availability_zone = models.TextField()
    state = models.TextField(blank=True, null=True)
    available_ip_address_count = models.IntegerField(blank=True, null=True)
    cidr_block = models.TextField()
    subnet_id = models.TextField(blank=True, null=True, db_comment="AWS's id, which load balancers and services name in their column subnets.")
    owner_id = models.TextField(blank=True, null=True)
    subnet_arn = models.TextField(blank=True, null=True)
    vpc = models.ForeignKey(Vpc, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = 'subnet'
        unique_together = (('vpc', 'cidr_block'),)


class SecurityGroup(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    group_name = models.TextField()
    description = models.TextField(blank=True, null=True, db_comment="Without one: the group's name. AWS cannot change it, so a change is a new group.")
    owner_id = models.TextField(blank=True, null=True)
    group_id = models.TextField(blank=True, null=True)
    vpc = models.ForeignKey(Vpc, models.DO_NOTHING, blank=True, null=True, db_comment='Without one: the default VPC of the region.')

    # A unique constraint could not be introspected.
    class Meta:
        managed = False
        db_table = 'security_group'


class SecurityGroupRule(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    security_group_rule_id = models.TextField(blank=True, null=True)
    is_egress = models.BooleanField()
    ip_protocol = models.TextField(db_comment="tcp, udp, icmp, icmpv6, a protocol's number, or -1 for all.")
    from_port = models.IntegerField(blank=True, null=True, db_comment='The first port, or the ICMP type; NULL and -1 both mean that there is none.')
    to_port = models.IntegerField(blank=True, null=True, db_comment='The last port, or the ICMP code; NULL and -1 both mean that there is none.')
    cidr_ipv4 = models.TextField(blank=True, null=True)  # This field type is a guess.
    cidr_ipv6 = models.TextField(blank=True, null=True)  # This field type is a guess.
    prefix_list_id = models.TextField(blank=True, null=True)
    description = models.TextField(blank=True, null=True)
    security_group = models.ForeignKey(SecurityGroup, models.DO_NOTHING)
    source_security_group = models.ForeignKey(SecurityGroup, models.DO_NOTHING, related_name='securitygrouprule_source_security_group_set', blank=True, null=True, db_comment='The group on the other side: the source of ingress, the destination of egress.')

    # A unique constraint could not be introspected.
    class Meta:
        managed = False
        db_table = 'security_group_rule'


class Certificate(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    arn = models.TextField(blank=True, null=True)
    certificate_id = models.TextField(blank=True, null=True)
    domain_name = models.TextField(blank=True, null=True)
    certificate_type = models.TextField(blank=True, null=True)
    status = models.TextField(blank=True, null=True)
    renewal_eligibility = models.TextField(blank=True, null=True)
    in_use = models.BooleanField(blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'certificate'
        db_table_comment = "The account's certificates, to read only: iasql_sync() takes them over from AWS."


class LoadBalancer(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    load_balancer_name = models.TextField()
    load_balancer_arn = models.TextField(blank=True, null=True)
    dns_name = models.TextField(blank=True, null=True)
    canonical_hosted_zone_id = models.TextField(blank=True, null=True)
    created_time = models.DateTimeField(blank=True, null=True)
    scheme = models.TextField(blank=True, null=True)  # This field type is a guess.
    state = models.TextField(blank=True, null=True)  # This field type is a guess.
    load_balancer_type = models.TextField(default='application')
    vpc = models.TextField(blank=True, null=True, db_comment="default, or AWS's id of a VPC; it never disagrees with vpc_id.")
    vpc_0 = models.ForeignKey(Vpc, models.DO_NOTHING, db_column='vpc_id', blank=True, null=True, db_comment='Without one: the VPC that column vpc names, or the default VPC.')  # Field renamed because of name conflict.
    subnets = ArrayField(models.TextField(), blank=True, null=True, db_comment="AWS's ids. Without any: for each zone the subnet with the lowest id.")
    availability_zones = ArrayField(models.TextField(), blank=True, null=True)
    ip_address_type = models.TextField(default='ipv4')
    customer_owned_ipv4_pool = models.TextField(blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'load_balancer'
        unique_together = (('region', 'load_balancer_name'),)


class TargetGroup(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    target_group_name = models.TextField()
    target_type = models.TextField()  # This field type is a guess.
    target_group_arn = models.TextField(blank=True, null=True)
    ip_address_type = models.TextField(blank=True, null=True)  # This field type is a guess.
    protocol = models.TextField(blank=True, null=True)  # This field type is a guess.
    port = models.IntegerField(blank=True, null=True)
    vpc = models.TextField(blank=True, null=True, db_comment="default, or AWS's id of a VPC; it never disagrees with vpc_id.")
    vpc_0 = models.ForeignKey(Vpc, models.DO_NOTHING, db_column='vpc_id', blank=True, null=True, db_comment='Without one: the VPC that column vpc names, or the default VPC; none for lambda.')  # Field renamed because of name conflict.
    health_check_protocol = models.TextField(blank=True, null=True)  # This field type is a guess.
    health_check_port = models.TextField(blank=True, null=True, db_comment='A port, or traffic-port.')
    health_check_enabled = models.BooleanField(blank=True, null=True)
    health_check_interval_seconds = models.IntegerField(blank=True, null=True)
    health_check_timeout_seconds = models.IntegerField(blank=True, null=True)
    healthy_threshold_count = models.IntegerField(blank=True, null=True)
    unhealthy_threshold_count = models.IntegerField(blank=True, null=True)
    health_check_path = models.TextField(blank=True, null=True)
    protocol_version = models.TextField(blank=True, null=True)  # This field type is a guess.

    class Meta:
        managed = False
        db_table = 'target_group'
        unique_together = (('region', 'target_group_name'),)


class Listener(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    listener_arn = models.TextField(blank=True, null=True)
    port = models.IntegerField()
    protocol = models.TextField()  # This field type is a guess.
    action_type = models.TextField(default='forward')
    load_balancer = models.ForeignKey(LoadBalancer, models.DO_NOTHING)
    target_group = models.ForeignKey(TargetGroup, models.DO_NOTHING)
    ssl_policy = models.TextField(blank=True, null=True)
    certificate = models.ForeignKey(Certificate, models.DO_NOTHING, blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'listener'
        unique_together = (('load_balancer', 'port'),)


class LoadBalancerSecurityGroups(models.Model):
    pk = models.CompositePrimaryKey('load_balancer_id', 'security_group_id')
    load_balancer = models.ForeignKey(LoadBalancer, models.DO_NOTHING)
    security_group = models.ForeignKey(SecurityGroup, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = 'load_balancer_security_groups'


class Cluster(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    cluster_name = models.TextField()
    cluster_arn = models.TextField(blank=True, null=True)
    cluster_status = models.TextField(blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'cluster'
        unique_together = (('region', 'cluster_name'),)


class TaskDefinition(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    task_definition_arn = models.TextField(blank=True, null=True)
    family = models.TextField()
    revision = models.IntegerField(blank=True, null=True)
    status = models.TextField(blank=True, null=True)  # This field type is a guess.
    cpu_memory = models.TextField()  # This field type is a guess.
    task_role_name = models.ForeignKey(Role, models.DO_NOTHING, db_column='task_role_name', blank=True, null=True)
    execution_role_name = models.ForeignKey(Role, models.DO_NOTHING, db_column='execution_role_name', related_name='taskdefinition_execution_role_name_set', blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'task_definition'
        unique_together = (('region', 'family'),)
        db_table_comment = 'One row for each family. A change registers a new revision, which the row then stands for.'


class ContainerDefinition(models.Model):
    name = models.TextField()
    image = models.TextField(blank=True, null=True)
    tag = models.TextField(blank=True, null=True)
    digest = models.TextField(blank=True, null=True)
    essential = models.BooleanField()
    cpu = models.IntegerField(blank=True, null=True)
    memory = models.IntegerField(blank=True, null=True)
    memory_reservation = models.IntegerField(blank=True, null=True)
    host_port = models.IntegerField(blank=True, null=True, db_comment='On Fargate the same as container_port, which is also what NULL means.')
    container_port = models.IntegerField(blank=True, null=True)
    protocol = models.TextField(blank=True, null=True)  # This field type is a guess.
    env_variables = models.TextField(blank=True, null=True, db_comment='A JSON object, such as {"MODE": "demo"}.')
    task_definition = models.ForeignKey(TaskDefinition, models.DO_NOTHING)
    repository = models.ForeignKey(Repository, models.DO_NOTHING, blank=True, null=True)
    public_repository = models.ForeignKey(PublicRepository, models.DO_NOTHING, blank=True, null=True)
    log_group = models.ForeignKey(LogGroup, models.DO_NOTHING, blank=True, null=True, db_comment="Where the container's output goes.")

    class Meta:
        managed = False
        db_table = 'container_definition'
        unique_together = (('task_definition', 'name'),)


class Service(models.Model):
    region = models.ForeignKey(AwsRegions, models.DO_NOTHING, db_column='region')
    name = models.TextField()
    arn = models.TextField(blank=True, null=True)
    status = models.TextField(blank=True, null=True)
    desired_count = models.IntegerField()
    subnets = ArrayField(models.TextField(), blank=True, null=True, db_comment='AWS ids of rows of table subnet.')
    assign_public_ip = models.TextField(default='DISABLED')
    force_new_deployment = models.BooleanField(db_comment='True starts every task anew at the next apply, which sets it back to false.')
    cluster = models.ForeignKey(Cluster, models.DO_NOTHING)
    task_definition = models.ForeignKey(TaskDefinition, models.DO_NOTHING, blank=True, null=True)
    target_group = models.ForeignKey(TargetGroup, models.DO_NOTHING, blank=True, null=True)

    class Meta:
        managed = False
        db_table = 'service'
        unique_together = (('region', 'cluster', 'name'),)


class ServiceSecurityGroups(models.Model):
    pk = models.CompositePrimaryKey('service_id', 'security_group_id')
    service = models.ForeignKey(Service, models.DO_NOTHING)
    security_group = models.ForeignKey(SecurityGroup, models.DO_NOTHING)

    class Meta:
        managed = False
        db_table = 'service_security_groups'
