package org.iasql.engine.aws.elb;

import java.util.List;
import org.iasql.engine.aws.Step;
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
}
