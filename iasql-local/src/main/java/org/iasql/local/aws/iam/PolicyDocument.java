package org.iasql.local.aws.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** A policy as IAM keeps it: checked, and given back URL-encoded with its keys in another order. */
final class PolicyDocument {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private PolicyDocument() {}

  /** Reads a role's trust policy. */
  static String trust(@Nullable String text, int limit) {
    JsonNode document = parse(text, "assumeRolePolicyDocument");
    for (JsonNode statement : statements(document)) {
      check(statement);
      if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
        throw malformed("Missing required field Principal");
      }
      if (statement.has("Resource") || statement.has("NotResource")) {
        throw malformed("Has prohibited field Resource");
      }
    }
    return kept(document, "ACLSizePerRole", limit);
  }

  /** Reads a policy that is embedded in a role. */
  static String inline(@Nullable String text, int limit) {
    JsonNode document = parse(text, "policyDocument");
    for (JsonNode statement : statements(document)) {
      check(statement);
      if (!statement.has("Resource") && !statement.has("NotResource")) {
        throw malformed("Policy statement must contain resources.");
      }
      if (statement.has("Principal")) {
        throw malformed("Policy document should not specify a principal.");
      }
    }
    return kept(document, "InlinePolicySizePerRole", limit);
  }

  static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode parse(@Nullable String text, String parameter) {
    if (text == null || text.isEmpty()) {
      throw IamError.validation("1 validation error detected: Value at '"
          + parameter
          + "' failed to satisfy constraint: Member must not be null");
    }
    try {
      JsonNode document = JSON.readTree(text);
      if (!document.isObject()) {
        throw malformed("Syntax errors in policy.");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw malformed("This policy contains invalid Json");
    }
  }

  private static Iterable<JsonNode> statements(JsonNode document) {
    String version = document.path("Version").asText("2008-10-17");
    if (!version.equals("2012-10-17") && !version.equals("2008-10-17")) {
      throw malformed("The policy must contain a valid version string");
    }
    JsonNode statement = document.path("Statement");
    if (statement.isObject()) {
      return List.of(statement);
    }
    if (!statement.isArray() || statement.isEmpty()) {
      throw malformed("Syntax errors in policy.");
    }
    return statement;
  }

  private static void check(JsonNode statement) {
    String effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw malformed("Invalid effect: " + effect);
    }
    if (!statement.has("Action") && !statement.has("NotAction")) {
      throw malformed("Missing required field Action");
    }
  }

  private static String kept(JsonNode document, String quota, int limit) {
    try {
      String text = JSON.writeValueAsString(JSON.treeToValue(document, Object.class));
      if (text.length() > limit) {
        throw IamError.raise(
            LimitExceededException.builder(), "Cannot exceed quota for " + quota + ": " + limit);
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document that was read cannot be written", e);
    }
  }

  private static AwsServiceException malformed(String message) {
    return IamError.raise(MalformedPolicyDocumentException.builder(), message);
  }
}
