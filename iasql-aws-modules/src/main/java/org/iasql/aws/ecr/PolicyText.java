package org.iasql.aws.ecr;

import com.fasterxml.jackson.databind.util.StdConverter;
import org.iasql.core.resource.JsonDocument;

/** A policy in a column of type text. */
final class PolicyText {
  private PolicyText() {}

  /** From the document to the column. */
  static final class Writer extends StdConverter<JsonDocument, String> {
    @Override
    public String convert(JsonDocument document) {
      return document.toString();
    }
  }

  /** From the column to the document. */
  static final class Reader extends StdConverter<String, JsonDocument> {
    @Override
    public JsonDocument convert(String text) {
      return JsonDocument.parse(text);
    }
  }
}
