package org.iasql.quickstart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The least IAM policy with which the tutorial's stack goes up, changes and goes down. {@link
 * #ACTIONS} is the one list of what the engine calls on its behalf: a test compares it with the calls
 * that a simulated account has seen.
 */
final class IamPolicy {
  /** Who may be passed the role, and whose service-linked roles AWS makes at first use. */
  private static final String ROLES = "arn:aws:iam::*:role/ecsTaskExecRole-*";

  static final List<String> ACTIONS = List.of(
      "sts:GetCallerIdentity",
      "acm:ListCertificates");

  private IamPolicy() {}

  static String document() {
    return """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Stack",
              "Effect": "Allow",
              "Action": [
        %s
              ],
              "Resource": "*"
            },
            {
              "Sid": "PassTheTaskRole",
              "Effect": "Allow",
              "Action": "iam:PassRole",
              "Resource": "%s",
              "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}
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
        }"""
        .formatted(
            ACTIONS.stream().sorted().map("        \"%s\""::formatted).collect(Collectors.joining(",\n")),
            ROLES);
  }
}
