package org.iasql.engine.aws.rds;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.rds.model.Tag;

/** Tags as RDS takes them. */
final class RdsTags {
  private RdsTags() {}

  static List<Tag> of(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
