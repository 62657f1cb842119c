package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/**
 * One call of a SQL function.
 *
 * @param id unique to the call
 * @param verb the function without {@code iasql_}, such as {@code plan_apply}; synonyms share one
 * @param args an array of texts ({@code install}, {@code uninstall}), an object with {@code table_name}
 *     and {@code id} ({@code adopt}), or an empty array
 * @param verdict the transaction whose end decides, for a call that may change rows or the cloud; of
 *     such calls there is one at a time
 * @param caller who called
 */
public record Request(
    UUID id, String verb, JsonNode args, Optional<String> verdict, Caller caller) {
  /** Whether the call may change rows or the cloud. */
  public boolean writes() {
    return verdict.isPresent();
  }
}
