package org.iasql.engine.aws;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares tags, of which each service of AWS has a type of its own. */
public final class Tags {
  private Tags() {}

  /**
   * Whether a resource carries all of {@code wanted}, which tells this operation's from a stranger's.
   *
   * @param there the tags of the resource
   * @throws IllegalArgumentException if {@code wanted} is empty: then every resource would
   */
  public static <G> boolean carried(
      Map<String, String> wanted,
      Collection<G> there,
      Function<G, String> key,
      Function<G, String> value) {
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("Without a tag nobody can tell whose a resource is.");
    }
    return there.stream()
        .collect(Collectors.toMap(key, value, (first, last) -> last))
        .entrySet()
        .containsAll(wanted.entrySet());
  }
}
