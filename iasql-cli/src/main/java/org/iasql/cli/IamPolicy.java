package org.iasql.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The least IAM policy with which the tutorial's stack goes up, gets its image, changes and goes down. A test compares
 * {@link #CALLS} with the calls that a simulated account sees.
 */
final class IamPolicy {
  /** The operations that the engine calls; IAM's names for them are the same. */
  static final List<String> CALLS = List.of(
      "acm:ListCertificates",
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:CreateSecurityGroup",
      "ec2:DeleteSecurityGroup",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeRegions",
      "ec2:DescribeSecurityGroupRules",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "ec2:ModifySecurityGroupRules",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:RevokeSecurityGroupIngress",
      "ecr-public:DescribeRepositories",
      "ecr:BatchDeleteImage",
      "ecr:CreateRepository",
      "ecr:DeleteRepository",
      "ecr:DescribeRepositories",
      "ecr:GetRepositoryPolicy",
      "ecr:ListImages",
      "ecs:CreateCluster",
      "ecs:CreateService",
      "ecs:DeleteCluster",
      "ecs:DeleteService",
      "ecs:DeregisterTaskDefinition",
      "ecs:DescribeClusters",
      "ecs:DescribeServices",
      "ecs:DescribeTaskDefinition",
      "ecs:ListClusters",
      "ecs:ListServices",
      "ecs:RegisterTaskDefinition",
      "ecs:UpdateService",
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:CreateLoadBalancer",
      "elasticloadbalancing:CreateTargetGroup",
      "elasticloadbalancing:DeleteListener",
      "elasticloadbalancing:DeleteLoadBalancer",
      "elasticloadbalancing:DeleteTargetGroup",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:ModifyListener",
      "elasticloadbalancing:ModifyTargetGroup",
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DetachRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
      "iam:ListRoles",
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DescribeLogGroups",
      "sts:GetCallerIdentity");

  /** Creating with a tag needs these as well, and no call has their name. */
  private static final List<String> TAGS = List.of(
      "ec2:CreateTags",
      "ecr:TagResource",
      "ecs:TagResource",
      "elasticloadbalancing:AddTags",
      "iam:TagRole",
      "logs:TagResource");

  /** What {@code quickstart push} needs besides; the registry checks most of it without a call of the SDK. */
  static final List<String> PUSH = List.of(
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:GetAuthorizationToken",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
      "ecs:DescribeTasks",
      "ecs:ListTasks",
      "elasticloadbalancing:DescribeTargetHealth");

  private IamPolicy() {}

  /** The policy, as JSON. */
  static String document() {
    String actions = Stream.of(CALLS, TAGS, PUSH)
        .flatMap(List::stream)
        .sorted()
        .map("        \"%s\""::formatted)
        .collect(Collectors.joining(",\n"));
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "TheStack",
              "Effect": "Allow",
              "Action": [
        %s
              ],
              "Resource": "*"
            },
            {
              "Sid": "ItsRole",
              "Effect": "Allow",
              "Action": "iam:PassRole",
              "Resource": "arn:aws:iam::*:role/ecsTaskExecRole-*",
              "Condition": {
                "StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}
              }
            },
            {
              "Sid": "FirstUseOfAService",
              "Effect": "Allow",
              "Action": "iam:CreateServiceLinkedRole",
              "Resource": "*",
              "Condition": {
                "StringEquals": {
                  "iam:AWSServiceName": ["ecs.amazonaws.com", "elasticloadbalancing.amazonaws.com"]
                }
              }
            }
          ]
        }""".formatted(actions);
  }
}
