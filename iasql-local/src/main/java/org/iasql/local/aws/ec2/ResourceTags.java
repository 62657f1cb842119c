package org.iasql.local.aws.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags of a region's resources, by id. */
final class ResourceTags {
  private static final int LIMIT = 50;
  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

  List<Tag> of(String id) {
    return tags.getOrDefault(id, Map.of()).entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Returns a create's tags, after checking them and the type that they are for. */
  static List<Tag> onCreate(List<TagSpecification> specifications, ResourceType type) {
    for (TagSpecification specification : specifications) {
      if (specification.resourceType() != type) {
        throw Ec2Error.invalid("'"
            + specification.resourceTypeAsString()
            + "' is not a valid taggable resource type for this operation.");
      }
    }
    List<Tag> tags =
        specifications.stream().flatMap(each -> each.tags().stream()).toList();
    tags.forEach(ResourceTags::check);
    return tags;
  }

  void put(String id, List<Tag> added) {
    Map<String, String> all = new LinkedHashMap<>(tags.getOrDefault(id, Map.of()));
    added.forEach(ResourceTags::check);
    added.forEach(tag -> all.put(tag.key(), tag.value() == null ? "" : tag.value()));
    if (all.size() > LIMIT) {
      throw Ec2Error.raise(
          "TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
    }
    tags.put(id, all);
  }

  /** Removes tags by key, and by value too where one is given; no tags at all means every tag. */
  void remove(String id, List<Tag> removed) {
    Map<String, String> all = tags.getOrDefault(id, new LinkedHashMap<>());
    if (removed.isEmpty()) {
      all.clear();
    }
    for (Tag tag : removed) {
      if (tag.value() == null) {
        all.remove(tag.key());
      } else {
        all.remove(tag.key(), tag.value());
      }
    }
  }

  void forget(String id) {
    tags.remove(id);
  }

  private static void check(Tag tag) {
    if (tag.key() == null || tag.key().isEmpty() || tag.key().length() > 127) {
      throw Ec2Error.invalid("Tag key '" + tag.key() + "' is not between 1 and 127 characters");
    }
    if (tag.key().startsWith("aws:")) {
      throw Ec2Error.invalid("Tag keys starting with 'aws:' are reserved for internal use");
    }
    if (tag.value() != null && tag.value().length() > 255) {
      throw Ec2Error.invalid("Tag value exceeds the maximum length of 255 characters");
    }
  }
}
