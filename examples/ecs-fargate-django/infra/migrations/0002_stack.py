"""An HTTP server in a container: forward brings it up, backward takes it down, each in one transaction.

It takes the models from infra.models, not from apps.get_model(): makemigrations leaves the foreign keys
of models that Django does not manage out of its migrations.
"""

from django.conf import settings
from django.db import migrations

from infra.models import (
    AwsRegions,
    Cluster,
    ContainerDefinition,
    Listener,
    LoadBalancer,
    LoadBalancerSecurityGroups,
    Repository,
    Role,
    SecurityGroup,
    SecurityGroupRule,
    Service,
    ServiceSecurityGroups,
    Subnet,
    TargetGroup,
    TaskDefinition,
)

NAME = settings.PROJECT_NAME
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def apply(schema_editor):
    print()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT action, table_name, description FROM iasql_apply()")
        for change in cursor.fetchall():
            print("   ", *change)


def role_name():
    return f"ecsTaskExecRole-{AwsRegions.objects.get(is_default=True).region}"


def up(apps, schema_editor):
    group = SecurityGroup.objects.create(group_name=f"{NAME}-security-group")
    SecurityGroupRule.objects.create(
        security_group=group,
        is_egress=False,
        ip_protocol="tcp",
        from_port=settings.PORT,
        to_port=settings.PORT,
        cidr_ipv4="0.0.0.0/0",
    )
    SecurityGroupRule.objects.create(
        security_group=group,
        is_egress=True,
        ip_protocol="-1",
        from_port=-1,
        to_port=-1,
        cidr_ipv4="0.0.0.0/0",
    )
    target = TargetGroup.objects.create(
        target_group_name=f"{NAME}-target",
        target_type="ip",
        protocol="HTTP",
        port=settings.PORT,
        vpc="default",
        health_check_path="/health",
    )
    balancer = LoadBalancer.objects.create(
        load_balancer_name=f"{NAME}-load-balancer", scheme="internet-facing", vpc="default"
    )
    LoadBalancerSecurityGroups.objects.create(load_balancer=balancer, security_group=group)
    Listener.objects.create(
        load_balancer=balancer, port=settings.PORT, protocol="HTTP", target_group=target
    )
    repository = Repository.objects.create(repository_name=f"{NAME}-repository")
    cluster = Cluster.objects.create(cluster_name=f"{NAME}-cluster")
    role = Role.objects.create(
        role_name=role_name(),
        assume_role_policy_document=TRUST,
        attached_policies_arns=[EXECUTION],
    )
    task = TaskDefinition.objects.create(
        family=f"{NAME}-td",
        cpu_memory="vCPU2-8GB",
        task_role_name=role,
        execution_role_name=role,
    )
    ContainerDefinition.objects.create(
        name=f"{NAME}-container",
        essential=True,
        repository=repository,
        tag="latest",
        memory_reservation=8192,
        container_port=settings.PORT,
        protocol="tcp",
        task_definition=task,
    )
    service = Service.objects.create(
        name=f"{NAME}-service",
        desired_count=1,
        subnets=list(Subnet.objects.filter(vpc__is_default=True).values_list("subnet_id", flat=True)),
        assign_public_ip="ENABLED",
        cluster=cluster,
        task_definition=task,
        target_group=target,
    )
    ServiceSecurityGroups.objects.create(service=service, security_group=group)
    apply(schema_editor)


def down(apps, schema_editor):
    ServiceSecurityGroups.objects.filter(service__name=f"{NAME}-service").delete()
    Service.objects.filter(name=f"{NAME}-service").delete()
    ContainerDefinition.objects.filter(task_definition__family=f"{NAME}-td").delete()
    TaskDefinition.objects.filter(family=f"{NAME}-td").delete()
    Role.objects.filter(role_name=role_name()).delete()
    Cluster.objects.filter(cluster_name=f"{NAME}-cluster").delete()
    Repository.objects.filter(repository_name=f"{NAME}-repository").delete()
    Listener.objects.filter(load_balancer__load_balancer_name=f"{NAME}-load-balancer").delete()
    LoadBalancerSecurityGroups.objects.filter(
        load_balancer__load_balancer_name=f"{NAME}-load-balancer"
    ).delete()
    LoadBalancer.objects.filter(load_balancer_name=f"{NAME}-load-balancer").delete()
    TargetGroup.objects.filter(target_group_name=f"{NAME}-target").delete()
    SecurityGroupRule.objects.filter(security_group__group_name=f"{NAME}-security-group").delete()
    SecurityGroup.objects.filter(group_name=f"{NAME}-security-group").delete()
    apply(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("infra", "0001_modules")]
    operations = [migrations.RunPython(up, down)]
