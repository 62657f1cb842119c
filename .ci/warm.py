"""Calls each service of the emulator once, so that it is loaded.

usage: warm.py ENDPOINT
"""

import sys

import boto3

READS = {
    "sts": "get_caller_identity",
    "logs": "describe_log_groups",
    "ecr": "describe_repositories",
    "iam": "list_roles",
    "ec2": "describe_vpcs",
    "acm": "list_certificates",
    "elbv2": "describe_load_balancers",
    "ecs": "list_clusters",
    "rds": "describe_db_instances",
}

for service, read in READS.items():
    client = boto3.client(
        service,
        region_name="us-east-2",
        endpoint_url=sys.argv[1],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    getattr(client, read)()
