package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.iasql.engine.request.CallerSession;

/**
 * The entries of the audit that no run has settled yet. Read before the rows, so that the run has seen
 * what each of them tells of.
 */
record AuditedChanges(CallerSession session, JsonNode ids) {
  /** Writes down which run carried them to AWS, or overruled them. */
  void settledBy(UUID opid) {
    if (ids.isEmpty()) {
      return;
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode().put("opid", opid.toString());
    values.set("ids", ids);
    session.execute(
        "UPDATE public.iasql_audit_log SET operation = ($1 ->> 'opid')::uuid WHERE operation IS NULL AND id IN (SELECT value::bigint FROM jsonb_array_elements_text($1 -> 'ids'))",
        values);
  }
}
