package org.iasql.engine.aws.elb;

import java.util.List;
import java.util.Map;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Step;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/** What many of the service's requests have in common. */
final class ElbRequests {
  /** The most items that AWS puts on a page. */
  static final int PAGE = 400;

  private ElbRequests() {}

  /** The step's tags, for what a create makes. */
  static List<Tag> tags(Step aws) {
    return aws.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Whether a resource is there and carries all of {@code tags}. */
  static boolean carries(String arn, Map<String, String> tags, Aws aws) {
    return aws.unlessMissing(() -> aws.elb().describeTags(r -> r.resourceArns(arn))).stream()
        .flatMap(answer -> answer.tagDescriptions().stream())
        .anyMatch(described -> Tags.carried(tags, described.tags(), Tag::key, Tag::value));
  }
}
