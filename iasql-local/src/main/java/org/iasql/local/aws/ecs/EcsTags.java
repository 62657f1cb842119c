package org.iasql.local.aws.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;

/** The tags of everything in ECS, by ARN. */
final class EcsTags {
  private static final int MAX_TAGS = 50;

  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

  /** Gives a new resource its tags; what an earlier one of the same ARN had is forgotten. */
  void create(String arn, List<Tag> initial) {
    Map<String, String> own = new LinkedHashMap<>();
    merge(own, initial);
    tags.put(arn, own);
  }

  void add(String arn, List<Tag> added) {
    Map<String, String> own = new LinkedHashMap<>(find(arn));
    merge(own, added);
    tags.put(arn, own);
  }

  void remove(String arn, List<String> keys) {
    find(arn).keySet().removeAll(keys);
  }

  List<Tag> of(String arn) {
    return find(arn).entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private Map<String, String> find(String arn) {
    Map<String, String> own = tags.get(arn);
    if (own == null) {
      throw EcsErrors.error(
          ResourceNotFoundException.builder(),
          "ResourceNotFoundException",
          "The specified resource could not be found: " + arn);
    }
    return own;
  }

  private static void merge(Map<String, String> own, List<Tag> added) {
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
}
