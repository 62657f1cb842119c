package org.iasql.local.aws.elb;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTagKeysException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTagsException;

/** The tags of load balancers, target groups and listeners, by ARN. */
final class ResourceTags {
  private static final int LIMIT = 50;
  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

  List<Tag> of(String arn) {
    return tags.getOrDefault(arn, Map.of()).entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  static void check(List<Tag> added) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : added) {
      if (tag.key().startsWith("aws:")) {
        throw ElbError.validation("Tag keys starting with 'aws:' are reserved for internal use");
      }
      if (!keys.add(tag.key())) {
        throw ElbError.raise(
            DuplicateTagKeysException.builder(), "Duplicate tag key '" + tag.key() + "'");
      }
    }
    if (keys.size() > LIMIT) {
      throw ElbError.raise(
          TooManyTagsException.builder(), "Only " + LIMIT + " tags can be specified");
    }
  }

  void put(String arn, List<Tag> added) {
    check(added);
    Map<String, String> all = new LinkedHashMap<>(tags.getOrDefault(arn, Map.of()));
    added.forEach(tag -> all.put(tag.key(), tag.value() == null ? "" : tag.value()));
    if (all.size() > LIMIT) {
      throw ElbError.raise(
          TooManyTagsException.builder(), "A resource can have only " + LIMIT + " tags");
    }
    tags.put(arn, all);
  }

  void remove(String arn, List<String> keys) {
    tags.getOrDefault(arn, new LinkedHashMap<>()).keySet().removeAll(keys);
  }

  void forget(String arn) {
    tags.remove(arn);
  }
}
