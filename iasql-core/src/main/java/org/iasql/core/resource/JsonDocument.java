package org.iasql.core.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A JSON document, such as a policy, that is compared as a document: white space and the order of
 * keys do not count.
 */
public final class JsonDocument {
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode root;

  private JsonDocument(JsonNode root) {
    this.root = root;
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if it is no JSON
   */
  public static JsonDocument parse(String text) {
    try {
      return new JsonDocument(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "This is no JSON document: %s. Check quotes and brackets."
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  @JsonCreator
  public static JsonDocument of(JsonNode root) {
    return new JsonDocument(root);
  }

  @JsonValue
  public JsonNode root() {
    return root;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonDocument document && document.root.equals(root);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  /** The document as text, on one line. */
  @Override
  public String toString() {
    return root.toString();
  }
}
