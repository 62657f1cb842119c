package org.iasql.local.aws.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The tags of everything in ECS, by ARN. */
final class EcsTags {
  private static final int MAX_TAGS = 50;

  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

  void add(String arn, List<Tag> added) {
    Map<String, String> own = tags.computeIfAbsent(arn, key -> new LinkedHashMap<>());
    for (Tag tag : added) {
      if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
        throw EcsErrors.invalid("The tag key '" + tag.key() + "' is invalid.");
      }
      own.put(tag.key(), tag.value());
    }
    if (own.size() > MAX_TAGS) {
      throw EcsErrors.invalid("The maximum number of tags is " + MAX_TAGS + ".");
    }
  }

  void remove(String arn, List<String> keys) {
    tags.getOrDefault(arn, new LinkedHashMap<>()).keySet().removeAll(keys);
  }

  void clear(String arn) {
    tags.remove(arn);
  }

  List<Tag> of(String arn) {
    return tags.getOrDefault(arn, Map.of()).entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
