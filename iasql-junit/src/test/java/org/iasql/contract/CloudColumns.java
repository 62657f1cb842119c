package org.iasql.contract;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What AWS has of a resource, by the columns that hold it, as text; nothing is the empty text. */
record CloudColumns(Map<String, String> texts) {
  static CloudColumns empty() {
    return new CloudColumns(Map.of());
  }

  /** Adds a column: of a reference AWS's id or ARN, of many values a collection in any order. */
  CloudColumns with(String column, @Nullable Object value) {
    Map<String, String> more = new TreeMap<>(texts);
    more.put(column, text(value));
    return new CloudColumns(more);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return text(optional.orElse(null));
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(CloudColumns::text).sorted().collect(Collectors.joining(", "));
    }
    return value == null ? "" : value.toString();
  }
}
