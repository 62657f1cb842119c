package org.iasql.aws.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.iasql.core.resource.JsonDocument;

/** What IAM's policy language calls the same. */
public final class PolicyDocument {
  /** The elements of a statement whose lists are sets. */
  private static final Set<String> SETS = Set.of("Action", "NotAction", "Resource", "NotResource");

  private static final Set<String> PRINCIPALS = Set.of("Principal", "NotPrincipal");

  private PolicyDocument() {}

  /** The trust policy that lets one AWS service take a role. */
  public static JsonDocument trusting(String servicePrincipal) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode statement = json.objectNode();
    statement.put("Effect", "Allow");
    statement.set("Principal", json.objectNode().put("Service", servicePrincipal));
    statement.put("Action", "sts:AssumeRole");
    ObjectNode root = json.objectNode().put("Version", "2012-10-17");
    root.set("Statement", json.arrayNode().add(statement));
    return JsonDocument.of(root);
  }

  /**
   * The document in the form that equal policies share: a list of one is its element, lists of
   * actions, resources, principals and condition values are sorted, and an account that is named by
   * its number is named by its ARN, as IAM does it when it stores a policy. What is no policy comes
   * back as it is.
   */
  public static JsonDocument canonical(JsonDocument policy) {
    if (!(policy.root() instanceof ObjectNode root)) {
      return policy;
    }
    ObjectNode copy = root.deepCopy();
    JsonNode statements = copy.path("Statement");
    if (statements instanceof ArrayNode list) {
      list.forEach(PolicyDocument::canonicalizeStatement);
      copy.set("Statement", list.size() == 1 ? list.get(0) : list);
    } else {
      canonicalizeStatement(statements);
    }
    return JsonDocument.of(copy);
  }

  private static void canonicalizeStatement(JsonNode node) {
    if (!(node instanceof ObjectNode statement)) {
      return;
    }
    for (String name : names(statement)) {
      JsonNode value = statement.get(name);
      if (SETS.contains(name)) {
        statement.set(name, set(value));
      } else if (PRINCIPALS.contains(name) && value instanceof ObjectNode principals) {
        names(principals)
            .forEach(kind -> principals.set(kind, set(accounts(principals.get(kind)))));
      } else if (name.equals("Condition") && value instanceof ObjectNode operators) {
        operators.forEach(PolicyDocument::canonicalizeCondition);
      }
    }
  }

  private static void canonicalizeCondition(JsonNode node) {
    if (node instanceof ObjectNode condition) {
      names(condition).forEach(key -> condition.set(key, set(condition.get(key))));
    }
  }

  private static JsonNode set(JsonNode value) {
    if (!(value instanceof ArrayNode list)) {
      return value;
    }
    List<JsonNode> elements = elements(list).stream()
        .distinct()
        .sorted(Comparator.comparing(JsonNode::asText))
        .toList();
    return elements.size() == 1
        ? elements.get(0)
        : JsonNodeFactory.instance.arrayNode().addAll(elements);
  }

  private static JsonNode accounts(JsonNode value) {
    if (value instanceof ArrayNode list) {
      return JsonNodeFactory.instance
          .arrayNode()
          .addAll(elements(list).stream().map(PolicyDocument::accounts).toList());
    }
    return value.asText().matches("\\d{12}")
        ? TextNode.valueOf("arn:aws:iam::%s:root".formatted(value.asText()))
        : value;
  }

  private static List<JsonNode> elements(ArrayNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  /** A copy, because setting a field while walking over them is an error. */
  private static List<String> names(ObjectNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
