package org.iasql.local.aws.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One service's operations and shapes. */
final class ServiceModel {
  private final String service;
  private final JsonNode root;

  ServiceModel(String service, JsonNode root) {
    this.service = service;
    this.root = root;
  }

  String service() {
    return service;
  }

  /** Returns the shape of an operation's input. */
  JsonNode input(String operation) {
    return shape(operation(operation).path("input"));
  }

  /** Returns the shape that a member, an element or an operation's input refers to. */
  JsonNode shape(JsonNode reference) {
    String name = reference.path("shape").asText();
    JsonNode shape = root.path("shapes").path(name);
    if (shape.isMissingNode()) {
      throw new IllegalArgumentException(
          "The model of " + service + " has no shape '" + name + "'");
    }
    return shape;
  }

  /** Returns the codes of the errors that an operation is modelled with. */
  Set<String> errorCodes(String operation) {
    Set<String> codes = new TreeSet<>();
    for (JsonNode error : operation(operation).path("errors")) {
      codes.add(
          shape(error).path("error").path("code").asText(error.path("shape").asText()));
    }
    return codes;
  }

  /**
   * Finds a structure's member by the name that the SDK has for it. The SDK's generator changes the
   * case of some names.
   */
  static Optional<Map.Entry<String, JsonNode>> member(JsonNode structure, String name) {
    JsonNode members = structure.path("members");
    if (members.has(name)) {
      return Optional.of(Map.entry(name, members.get(name)));
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return members.properties().stream()
        .filter(member -> member.getKey().toLowerCase(Locale.ROOT).equals(lower))
        .findFirst();
  }

  private JsonNode operation(String name) {
    JsonNode operation = root.path("operations").path(name);
    if (operation.isMissingNode()) {
      throw new IllegalArgumentException("AWS's " + service + " has no operation '" + name + "'");
    }
    return operation;
  }
}
