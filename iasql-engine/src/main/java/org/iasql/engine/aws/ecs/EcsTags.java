package org.iasql.engine.aws.ecs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Tags as ECS takes them. */
final class EcsTags {
  private EcsTags() {}

  static List<Tag> of(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Whether what has the tags {@code there} was created with all of {@code wanted}. */
  static boolean carried(Map<String, String> wanted, List<Tag> there) {
    return Tags.carried(wanted, there, Tag::key, Tag::value);
  }

  /** The tags that {@code old} has beside {@code tags} and AWS's own, and then {@code tags}. */
  static List<Tag> carriedOver(List<Tag> old, Map<String, String> tags) {
    return Stream.concat(
            old.stream()
                .filter(tag -> !tags.containsKey(tag.key()) && !tag.key().startsWith("aws:")),
            of(tags).stream())
        .toList();
  }
}
