package org.iasql.engine.aws.rds;

import java.util.List;
import java.util.Map;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.rds.model.Tag;

/** Tags as RDS takes them. */
final class RdsTags {
  private RdsTags() {}

  static List<Tag> of(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Whether what has the tags {@code there} was created with all of {@code wanted}. */
  static boolean carried(Map<String, String> wanted, List<Tag> there) {
    return Tags.carried(wanted, there, Tag::key, Tag::value);
  }
}
