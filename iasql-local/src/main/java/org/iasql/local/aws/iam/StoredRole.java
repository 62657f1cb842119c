package org.iasql.local.aws.iam;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role with everything that hangs on it. */
final class StoredRole {
  private static final int TAGS = 50;
  final Set<String> attached = new LinkedHashSet<>();
  final Map<String, String> inline = new TreeMap<>();
  final Map<String, String> tags = new LinkedHashMap<>();
  Role role;

  /** Stores a role whose trust policy is not encoded yet. */
  StoredRole(Role role) {
    this.role = role;
  }

  boolean isServiceLinked() {
    return role.path().startsWith("/aws-service-role/");
  }

  void tag(List<Tag> added) {
    added.forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
    if (tags.size() > TAGS) {
      throw IamError.raise(
          LimitExceededException.builder(), "Cannot exceed quota for TagsPerRole: " + TAGS);
    }
  }

  List<Tag> tagList() {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** As ListRoles shows it. */
  Role brief() {
    return role.toBuilder()
        .assumeRolePolicyDocument(PolicyDocument.encoded(role.assumeRolePolicyDocument()))
        .build();
  }

  /** As GetRole shows it: with its tags. */
  Role full() {
    return brief().toBuilder().tags(tagList()).build();
  }
}
