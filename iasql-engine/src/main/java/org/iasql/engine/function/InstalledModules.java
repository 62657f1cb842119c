package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.request.CallerSession;

/** What is installed in the caller's view of the database. */
final class InstalledModules {
  static final String ACCOUNT_MODULE = "aws_account";

  private InstalledModules() {}

  static List<EngineModule> read(CallerSession session, Modules modules) {
    List<EngineModule> installed = new ArrayList<>();
    for (JsonNode row : session.query("SELECT name FROM public.iasql_module ORDER BY name")) {
      installed.add(modules.get(row.path("name").asText()));
    }
    return installed;
  }

  /** The enabled regions, the default region first. */
  static List<String> regions(CallerSession session) {
    List<String> regions = new ArrayList<>();
    session
        .query(
            "SELECT region FROM public.aws_regions WHERE is_enabled ORDER BY is_default DESC, region")
        .forEach(row -> regions.add(row.path("region").asText()));
    return regions;
  }
}
