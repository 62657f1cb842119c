package org.iasql.aws.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An environment in a column of type text: a JSON object, or NULL where there is none. */
final class EnvironmentText {
  private static final JsonMapper JSON = new JsonMapper();

  private EnvironmentText() {}

  /** From the environment to the column. */
  static final class Writer extends StdConverter<Map<String, String>, @Nullable String> {
    @Override
    public @Nullable String convert(Map<String, String> environment) {
      return environment.isEmpty()
          ? null
          : JSON.valueToTree(new TreeMap<>(environment)).toString();
    }
  }

  /** From the column to the environment. */
  static final class Reader extends StdConverter<String, Map<String, String>> {
    @Override
    public Map<String, String> convert(String text) {
      try {
        return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "Environment variables are written as a JSON object of texts, such as {\"MODE\": \"demo\"}: "
                + e.getOriginalMessage(),
            e);
      }
    }
  }
}
