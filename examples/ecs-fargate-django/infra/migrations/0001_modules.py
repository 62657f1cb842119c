import django.contrib.postgres.fields
from django.db import migrations, models


MODULES = "'aws_cloudwatch', 'aws_ecr', 'aws_ecs_fargate', 'aws_elb', 'aws_security_group', 'aws_vpc'"
NEEDED = "'aws_acm_list', 'aws_iam', 'aws_account'"  # Modules that those need, which come with them.


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL(
            f"SELECT * FROM iasql_install({MODULES})",
            f"SELECT * FROM iasql_uninstall({MODULES}, {NEEDED})",
        ),
        # What follows is what makemigrations wrote: it only makes the models known.
        migrations.CreateModel(
            name='AwsRegions',
            fields=[
                ('region', models.TextField(primary_key=True, serialize=False)),
                ('is_default', models.BooleanField(db_comment='The region of rows that name none. Changing it moves no row.')),
                ('is_enabled', models.BooleanField(db_comment='Whether the region is looked at; rows can be in enabled regions alone.')),
            ],
            options={
                'db_table': 'aws_regions',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('arn', models.TextField(blank=True, null=True)),
                ('certificate_id', models.TextField(blank=True, null=True)),
                ('domain_name', models.TextField(blank=True, null=True)),
                ('certificate_type', models.TextField(blank=True, null=True)),
                ('status', models.TextField(blank=True, null=True)),
                ('renewal_eligibility', models.TextField(blank=True, null=True)),
                ('in_use', models.BooleanField(blank=True, null=True)),
            ],
            options={
                'db_table': 'certificate',
                'db_table_comment': "The account's certificates, to read only: iasql_sync() takes them over from AWS.",
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cluster_name', models.TextField()),
                ('cluster_arn', models.TextField(blank=True, null=True)),
                ('cluster_status', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'cluster',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='ContainerDefinition',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('image', models.TextField(blank=True, null=True)),
                ('tag', models.TextField(blank=True, null=True)),
                ('digest', models.TextField(blank=True, null=True)),
                ('essential', models.BooleanField()),
                ('cpu', models.IntegerField(blank=True, null=True)),
                ('memory', models.IntegerField(blank=True, null=True)),
                ('memory_reservation', models.IntegerField(blank=True, null=True)),
                ('host_port', models.IntegerField(blank=True, db_comment='On Fargate the same as container_port, which is also what NULL means.', null=True)),
                ('container_port', models.IntegerField(blank=True, null=True)),
                ('protocol', models.TextField(blank=True, null=True)),
                ('env_variables', models.TextField(blank=True, db_comment='A JSON object, such as {"MODE": "demo"}.', null=True)),
            ],
            options={
                'db_table': 'container_definition',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Listener',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('listener_arn', models.TextField(blank=True, null=True)),
                ('port', models.IntegerField()),
                ('protocol', models.TextField()),
                ('action_type', models.TextField(default='forward')),
                ('ssl_policy', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'listener',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='LoadBalancer',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('load_balancer_name', models.TextField()),
                ('load_balancer_arn', models.TextField(blank=True, null=True)),
                ('dns_name', models.TextField(blank=True, null=True)),
                ('canonical_hosted_zone_id', models.TextField(blank=True, null=True)),
                ('created_time', models.DateTimeField(blank=True, null=True)),
                ('scheme', models.TextField(blank=True, null=True)),
                ('state', models.TextField(blank=True, null=True)),
                ('load_balancer_type', models.TextField(default='application')),
                ('vpc', models.TextField(blank=True, db_comment="default, or AWS's id of a VPC; it never disagrees with vpc_id.", null=True)),
                ('subnets', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, db_comment="AWS's ids. Without any: for each zone the subnet with the lowest id.", null=True, size=None)),
                ('availability_zones', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, null=True, size=None)),
                ('ip_address_type', models.TextField(default='ipv4')),
                ('customer_owned_ipv4_pool', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'load_balancer',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='LoadBalancerSecurityGroups',
            fields=[
                ('pk', models.CompositePrimaryKey('load_balancer_id', 'security_group_id', blank=True, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'load_balancer_security_groups',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='LogGroup',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log_group_name', models.TextField()),
                ('log_group_arn', models.TextField(blank=True, null=True)),
                ('creation_time', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'db_table': 'log_group',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='PublicRepository',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('repository_name', models.TextField(unique=True)),
                ('repository_arn', models.TextField(blank=True, null=True)),
                ('registry_id', models.TextField(blank=True, null=True)),
                ('repository_uri', models.TextField(blank=True, null=True)),
                ('created_at', models.DateTimeField(blank=True, null=True)),
                ('delete_images', models.BooleanField(db_comment='True deletes every image in the repository at the next apply, which sets it back to false. A repository with images is not deleted: set this, apply, then delete the row and apply again, in one transaction if you like.')),
            ],
            options={
                'db_table': 'public_repository',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Repository',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('repository_name', models.TextField()),
                ('repository_arn', models.TextField(blank=True, null=True)),
                ('registry_id', models.TextField(blank=True, null=True)),
                ('repository_uri', models.TextField(blank=True, db_comment='What images are pushed to and pulled from, without a tag.', null=True)),
                ('created_at', models.DateTimeField(blank=True, null=True)),
                ('image_tag_mutability', models.TextField(default='MUTABLE')),
                ('scan_on_push', models.BooleanField()),
                ('delete_images', models.BooleanField(db_comment='True deletes every image in the repository at the next apply, which sets it back to false. A repository with images is not deleted: set this, apply, then delete the row and apply again, in one transaction if you like.')),
            ],
            options={
                'db_table': 'repository',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('role_name', models.TextField(primary_key=True, serialize=False)),
                ('arn', models.TextField(blank=True, null=True)),
                ('assume_role_policy_document', models.JSONField(db_comment='Who may take the role. Compared as a policy: order and white space do not count.')),
                ('description', models.TextField(blank=True, null=True)),
                ('attached_policies_arns', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, db_comment='The managed policies. Inline policies have no column and are left alone.', null=True, size=None)),
            ],
            options={
                'db_table': 'role',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='SecurityGroup',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group_name', models.TextField()),
                ('description', models.TextField(blank=True, db_comment="Without one: the group's name. AWS cannot change it, so a change is a new group.", null=True)),
                ('owner_id', models.TextField(blank=True, null=True)),
                ('group_id', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'security_group',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='SecurityGroupRule',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('security_group_rule_id', models.TextField(blank=True, null=True)),
                ('is_egress', models.BooleanField()),
                ('ip_protocol', models.TextField(db_comment="tcp, udp, icmp, icmpv6, a protocol's number, or -1 for all.")),
                ('from_port', models.IntegerField(blank=True, db_comment='The first port, or the ICMP type; NULL and -1 both mean that there is none.', null=True)),
                ('to_port', models.IntegerField(blank=True, db_comment='The last port, or the ICMP code; NULL and -1 both mean that there is none.', null=True)),
                ('cidr_ipv4', models.TextField(blank=True, null=True)),
                ('cidr_ipv6', models.TextField(blank=True, null=True)),
                ('prefix_list_id', models.TextField(blank=True, null=True)),
                ('description', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'security_group_rule',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('arn', models.TextField(blank=True, null=True)),
                ('status', models.TextField(blank=True, null=True)),
                ('desired_count', models.IntegerField()),
                ('subnets', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, db_comment='AWS ids of rows of table subnet.', null=True, size=None)),
                ('assign_public_ip', models.TextField(default='DISABLED')),
                ('force_new_deployment', models.BooleanField(db_comment='True starts every task anew at the next apply, which sets it back to false.')),
            ],
            options={
                'db_table': 'service',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='ServiceSecurityGroups',
            fields=[
                ('pk', models.CompositePrimaryKey('service_id', 'security_group_id', blank=True, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'service_security_groups',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Subnet',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('availability_zone', models.TextField()),
                ('state', models.TextField(blank=True, null=True)),
                ('available_ip_address_count', models.IntegerField(blank=True, null=True)),
                ('cidr_block', models.TextField()),
                ('subnet_id', models.TextField(blank=True, db_comment="AWS's id, which load balancers and services name in their column subnets.", null=True)),
                ('owner_id', models.TextField(blank=True, null=True)),
                ('subnet_arn', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'subnet',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='TargetGroup',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_group_name', models.TextField()),
                ('target_type', models.TextField()),
                ('target_group_arn', models.TextField(blank=True, null=True)),
                ('ip_address_type', models.TextField(blank=True, null=True)),
                ('protocol', models.TextField(blank=True, null=True)),
                ('port', models.IntegerField(blank=True, null=True)),
                ('vpc', models.TextField(blank=True, db_comment="default, or AWS's id of a VPC; it never disagrees with vpc_id.", null=True)),
                ('health_check_protocol', models.TextField(blank=True, null=True)),
                ('health_check_port', models.TextField(blank=True, db_comment='A port, or traffic-port.', null=True)),
                ('health_check_enabled', models.BooleanField(blank=True, null=True)),
                ('health_check_interval_seconds', models.IntegerField(blank=True, null=True)),
                ('health_check_timeout_seconds', models.IntegerField(blank=True, null=True)),
                ('healthy_threshold_count', models.IntegerField(blank=True, null=True)),
                ('unhealthy_threshold_count', models.IntegerField(blank=True, null=True)),
                ('health_check_path', models.TextField(blank=True, null=True)),
                ('protocol_version', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'target_group',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='TaskDefinition',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task_definition_arn', models.TextField(blank=True, null=True)),
                ('family', models.TextField()),
                ('revision', models.IntegerField(blank=True, null=True)),
                ('status', models.TextField(blank=True, null=True)),
                ('cpu_memory', models.TextField()),
            ],
            options={
                'db_table': 'task_definition',
                'db_table_comment': 'One row for each family. A change registers a new revision, which the row then stands for.',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Vpc',
            fields=[
                ('id', models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vpc_id', models.TextField(blank=True, null=True)),
                ('cidr_block', models.TextField()),
                ('state', models.TextField(blank=True, null=True)),
                ('is_default', models.BooleanField(db_comment='Whether it is the VPC that AWS made for the region; AWS says.')),
            ],
            options={
                'db_table': 'vpc',
                'managed': False,
            },
        ),
    ]
