package org.iasql.engine.function;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.RefusedException;
import org.iasql.engine.aws.EngineModule;

/** The modules that this engine knows, by name. */
final class Modules {
  private final Map<String, EngineModule> byName = new LinkedHashMap<>();

  Modules(Collection<EngineModule> modules) {
    modules.forEach(m -> byName.put(m.module().name(), m));
  }

  Collection<EngineModule> all() {
    return byName.values();
  }

  /**
   * The module of this name.
   *
   * @throws RefusedException with the nearest name if there is none
   */
  EngineModule get(String name) {
    EngineModule module = byName.get(name);
    if (module == null) {
      throw new RefusedException(
          "Module '%s' does not exist.%s SELECT * FROM iasql_modules_list() lists them all."
              .formatted(
                  name, nearest(name).map(n -> " Did you mean '" + n + "'?").orElse("")));
    }
    return module;
  }

  /** The named modules and all that they need, needed ones first. */
  List<EngineModule> withDependencies(Collection<String> names) {
    Set<String> ordered = new LinkedHashSet<>();
    names.forEach(name -> visit(name, ordered));
    return ordered.stream().map(this::get).toList();
  }

  private void visit(String name, Set<String> ordered) {
    if (!ordered.contains(name)) {
      get(name).module().dependencies().forEach(d -> visit(d, ordered));
      ordered.add(name);
    }
  }

  private Optional<String> nearest(String name) {
    return byName.keySet().stream()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .filter(known ->
            distance(name, known) <= Math.max(3, name.length() / 2) || known.startsWith(name));
  }

  /** Levenshtein's distance, where missing letters at the end count little. */
  private static int distance(String a, String b) {
    if (b.startsWith(a) && !a.isEmpty()) {
      return 0;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
