package org.iasql.local.aws.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * The rules that a model has for a request: members that are required, lengths, ranges, patterns and
 * enums, all the way down.
 */
final class RequestRules {
  private static final ConcurrentMap<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
  private final ServiceModel model;
  private final List<String> violations = new ArrayList<>();

  private RequestRules(ServiceModel model) {
    this.model = model;
  }

  /** Returns what a request violates, each as a member's path and the rule. */
  static List<String> violations(ServiceModel model, String operation, SdkPojo request) {
    RequestRules rules = new RequestRules(model);
    rules.structure("", model.input(operation), request);
    return rules.violations;
  }

  private void structure(String path, JsonNode shape, SdkPojo value) {
    Set<String> present = new HashSet<>();
    for (SdkField<?> field : value.sdkFields()) {
      Optional<Object> member = present(field.getValueOrDefault(value));
      if (member.isEmpty()) {
        continue;
      }
      String inner = path.isEmpty() ? field.memberName() : path + "." + field.memberName();
      Optional<Map.Entry<String, JsonNode>> modelled =
          ServiceModel.member(shape, field.memberName());
      if (modelled.isEmpty()) {
        violations.add(inner + " is no member of the model");
        continue;
      }
      present.add(modelled.get().getKey());
      value(inner, model.shape(modelled.get().getValue()), member.get());
    }
    for (JsonNode required : shape.path("required")) {
      if (!present.contains(required.asText())) {
        violations.add((path.isEmpty() ? "" : path + ".") + required.asText() + " is required");
      }
    }
  }

  private void value(String path, JsonNode shape, Object value) {
    if (value instanceof SdkPojo pojo) {
      structure(path, shape, pojo);
    } else if (value instanceof Collection<?> list) {
      size(path, shape, list.size(), "elements");
      JsonNode element = model.shape(shape.path("member"));
      int index = 0;
      for (Object each : list) {
        value(path + "[" + index++ + "]", element, each);
      }
    } else if (value instanceof Map<?, ?> map) {
      size(path, shape, map.size(), "entries");
      map.forEach((key, each) -> {
        value(path + " key", model.shape(shape.path("key")), key);
        value(path + "." + key, model.shape(shape.path("value")), each);
      });
    } else if (value instanceof Number number) {
      range(path, shape, new BigDecimal(number.toString()));
    } else if (value instanceof String text) {
      text(path, shape, text);
    }
  }

  private void text(String path, JsonNode shape, String text) {
    size(path, shape, text.codePointCount(0, text.length()), "characters");
    String pattern = shape.path("pattern").asText();
    if (!pattern.isEmpty() && !pattern(pattern).matcher(text).matches()) {
      violations.add("%s is '%s', which does not match %s".formatted(path, brief(text), pattern));
    }
    JsonNode allowed = shape.path("enum");
    if (!allowed.isMissingNode() && !contains(allowed, text)) {
      violations.add("%s is '%s', which is none of %s".formatted(path, brief(text), allowed));
    }
  }

  private void size(String path, JsonNode shape, int size, String unit) {
    if (shape.has("min") && size < shape.get("min").asLong()) {
      violations.add("%s has %d %s, at least %s are required"
          .formatted(path, size, unit, shape.get("min").asText()));
    }
    if (shape.has("max") && size > shape.get("max").asLong()) {
      violations.add("%s has %d %s, at most %s are allowed"
          .formatted(path, size, unit, shape.get("max").asText()));
    }
  }

  private void range(String path, JsonNode shape, BigDecimal number) {
    if (shape.has("min") && number.compareTo(shape.get("min").decimalValue()) < 0) {
      violations.add(
          "%s is %s, below %s".formatted(path, number, shape.get("min").asText()));
    }
    if (shape.has("max") && number.compareTo(shape.get("max").decimalValue()) > 0) {
      violations.add(
          "%s is %s, above %s".formatted(path, number, shape.get("max").asText()));
    }
  }

  /** The SDK has lists and maps of its own for members that were never set. */
  private static Optional<Object> present(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?>
        ? Optional.empty()
        : Optional.ofNullable(value);
  }

  private static Pattern pattern(String pattern) {
    return PATTERNS.computeIfAbsent(pattern, text -> Pattern.compile(text, Pattern.DOTALL));
  }

  private static boolean contains(JsonNode texts, String text) {
    for (JsonNode each : texts) {
      if (each.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static String brief(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
