package org.iasql.engine.aws.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What many of EC2's requests have in common. */
final class Ec2Requests {
  /** The most items that AWS puts on a page of VPCs, subnets, security groups or rules. */
  static final int PAGE = 1000;

  private Ec2Requests() {}

  /** The step's tags, for what a create makes. */
  static TagSpecification tags(ResourceType type, Step aws) {
    List<Tag> tags = aws.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
    return TagSpecification.builder().resourceType(type).tags(tags).build();
  }

  /** Filters for what carries all of a create's tags, besides other filters. */
  static List<Filter> filters(Map<String, String> tags, Filter... others) {
    if (tags.isEmpty()) {
      throw new IllegalArgumentException("Without a tag nobody can tell whose a resource is.");
    }
    return Stream.concat(
            Stream.of(others),
            tags.entrySet().stream().map(tag -> filter("tag:" + tag.getKey(), tag.getValue())))
        .toList();
  }

  /** A filter, which answers with nothing where a list of ids would answer with an error. */
  static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }
}
