package org.iasql.local.aws.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidTagParameterException;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TooManyTagsException;

/** A repository and what it holds: its policy, tags and images. */
final class StoredRepository {
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
      .build();
  private static final String NAME_RULE =
      "(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*";
  private static final Pattern NAME = Pattern.compile(NAME_RULE);
  private static final int MAX_TAGS = 50;

  private Repository repository;
  private Optional<String> policy = Optional.empty();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final ImageStore images = new ImageStore();

  StoredRepository(Repository repository) {
    this.repository = repository;
  }

  static void checkName(String name) {
    if (name == null || name.length() < 2 || name.length() > 256) {
      throw SimulatedEcr.invalid(
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: "
              + "'must have length between 2 and 256'");
    }
    if (!NAME.matcher(name).matches()) {
      throw SimulatedEcr.invalid(
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: "
              + "'must satisfy regular expression '"
              + NAME_RULE
              + "''");
    }
  }

  Repository repository() {
    return repository;
  }

  void repository(Repository changed) {
    repository = changed;
  }

  ImageStore images() {
    return images;
  }

  Optional<String> policy() {
    return policy;
  }

  void clearPolicy() {
    policy = Optional.empty();
  }

  /** Stores a policy as ECR does: parsed, and written again with its keys in an order of its own. */
  String policy(String text) {
    try {
      JsonNode parsed = JSON.readTree(text);
      if (parsed.path("Statement").isEmpty()) {
        throw invalidPolicy();
      }
      String stored = JSON.writeValueAsString(JSON.treeToValue(parsed, Map.class));
      policy = Optional.of(stored);
      return stored;
    } catch (JsonProcessingException notJson) {
      throw invalidPolicy();
    }
  }

  Image put(PutImageRequest request, Instant now) {
    String tag = request.imageTag();
    String digest = ManifestDigest.of(request.imageManifest());
    Optional<String> tagged = tag == null ? Optional.empty() : images.tagged(tag);
    if (images.contains(digest) && (tag == null || tagged.equals(Optional.of(digest)))) {
      throw SimulatedEcr.error(
          ImageAlreadyExistsException.builder(),
          "ImageAlreadyExistsException",
          "Image with digest '" + digest + "' and tag '" + tag + "' already exists in the "
              + "repository with name '" + repository.repositoryName() + "'");
    }
    if (tagged.isPresent() && repository.imageTagMutability() == ImageTagMutability.IMMUTABLE) {
      throw SimulatedEcr.error(
          ImageTagAlreadyExistsException.builder(),
          "ImageTagAlreadyExistsException",
          "The image tag '" + tag + "' already exists in the '" + repository.repositoryName()
              + "' repository and cannot be overwritten because the repository is immutable.");
    }
    images.put(request.imageManifest(), request.imageManifestMediaType(), tag, now);
    return images.image(digest, tag).toBuilder()
        .registryId(repository.registryId())
        .repositoryName(repository.repositoryName())
        .build();
  }

  void tag(List<Tag> added) {
    for (Tag tag : added) {
      if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
        throw SimulatedEcr.error(
            InvalidTagParameterException.builder(),
            "InvalidTagParameterException",
            "Invalid parameter at 'tags' failed to satisfy constraint: "
                + "'tag keys must not be empty or start with aws:'");
      }
      tags.put(tag.key(), tag.value());
    }
    if (tags.size() > MAX_TAGS) {
      throw SimulatedEcr.error(
          TooManyTagsException.builder(),
          "TooManyTagsException",
          "The resource cannot have more than " + MAX_TAGS + " tags");
    }
  }

  void untag(List<String> keys) {
    tags.keySet().removeAll(keys);
  }

  List<Tag> tags() {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static RuntimeException invalidPolicy() {
    return SimulatedEcr.invalid("Invalid parameter at 'PolicyText' failed to satisfy constraint: "
        + "'Invalid repository policy provided'");
  }
}
