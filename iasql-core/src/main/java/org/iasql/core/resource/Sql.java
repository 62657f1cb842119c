package org.iasql.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL over a resource type's tables, shared by DAOs and the engine. */
public final class Sql {
  private Sql() {}

  /**
   * An expression of type jsonb that holds the parts of row {@code t}: an object with one array for
   * each link or child table.
   */
  public static String parts(ResourceType<?> type) {
    return type.parts().stream()
        .map(a ->
            "'%s', %s".formatted(a.column(), array(a.parts().orElseThrow(), type.primaryKey())))
        .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
  }

  private static String array(Parts parts, String primaryKey) {
    String element = parts.element().isEmpty() ? "to_jsonb(p)" : "p." + parts.element();
    return "(SELECT coalesce(jsonb_agg(%s), '[]') FROM public.%s p WHERE p.%s = t.%s)"
        .formatted(element, parts.table(), parts.owner(), primaryKey);
  }

  /** One row of a link or child table, and the statement that inserts it. */
  record Part(String insert, ObjectNode row) {}

  static Part part(Attribute attribute, JsonNode element, String owner, boolean numeric) {
    Parts parts = attribute.parts().orElseThrow();
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    if (parts.element().isEmpty()) {
      row.setAll((ObjectNode) element.deepCopy());
    } else {
      row.set(parts.element(), element);
    }
    if (numeric) {
      row.put(parts.owner(), Integer.parseInt(owner));
    } else {
      row.put(parts.owner(), owner);
    }
    String columns = String.join(", ", present(row));
    return new Part(
        "INSERT INTO public.%1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::public.%1$s, ?::jsonb)"
            .formatted(parts.table(), columns),
        row);
  }

  private static List<String> present(ObjectNode row) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> i = row.fieldNames(); i.hasNext(); ) {
      String name = i.next();
      if (!row.get(name).isNull()) {
        names.add(name);
      }
    }
    return names;
  }
}
