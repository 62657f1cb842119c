package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Identity;

/**
 * What a call learns of its database before it looks at any row, in one round trip and as the caller's
 * transaction sees it.
 *
 * @param modules the names of those that are installed
 * @param regions those that are enabled, the default region first
 * @param accountId of the account that the database holds; empty before {@code aws_account} is installed
 * @param recorded which database this was when an engine first prepared it, or when it was adopted
 * @param audited the changes of rows that no run has settled yet, by their numbers in the audit
 */
record Surroundings(
    List<String> modules,
    List<String> regions,
    String accountId,
    Identity recorded,
    JsonNode audited) {
  static Surroundings read(CallerSession session) {
    JsonNode found =
        session.query("SELECT iasql.surroundings() AS surroundings").path(0).path("surroundings");
    return new Surroundings(
        texts(found.path("modules")),
        texts(found.path("regions")),
        found.path("account_id").asText(""),
        new Identity(
            found.path("system_identifier").asText(), found.path("database_oid").asLong()),
        found.path("audited"));
  }

  /** The installed modules, as this engine knows them. */
  List<EngineModule> installed(Modules known) {
    return modules.stream().map(known::get).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
