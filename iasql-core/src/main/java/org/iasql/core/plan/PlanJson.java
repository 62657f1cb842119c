package org.iasql.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The one JSON form of plans: names and actions are written as SQL writes them. */
public final class PlanJson {
  static final JsonMapper MAPPER = JsonMapper.builder()
      .addModule(new Jdk8Module())
      .addModule(new JavaTimeModule())
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private PlanJson() {}

  /** Reads a row of {@code iasql_plan_details()}, as {@code to_jsonb} writes it. */
  public static ChangeDetails change(String row) {
    try {
      return MAPPER.readValue(row, ChangeDetails.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no row of iasql_plan_details(): " + row, e);
    }
  }
}
