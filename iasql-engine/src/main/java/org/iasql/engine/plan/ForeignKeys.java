package org.iasql.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The foreign keys of the installed tables, as PostgreSQL's catalogue has them: the dependency graph. */
public final class ForeignKeys {
  private final Map<String, Map<String, String>> targets;

  private ForeignKeys(Map<String, Map<String, String>> targets) {
    this.targets = targets;
  }

  /** One column that refers to the primary key of {@code target}. */
  public record ForeignKey(String table, String column, String target) {}

  /** Foreign keys of one column each. */
  public static ForeignKeys of(List<ForeignKey> keys) {
    return new ForeignKeys(keys.stream()
        .collect(Collectors.groupingBy(
            ForeignKey::table,
            Collectors.toMap(ForeignKey::column, ForeignKey::target, (a, b) -> a))));
  }

  /** The table that a column refers to. */
  public Optional<String> target(String table, String column) {
    return Optional.ofNullable(targets.getOrDefault(table, Map.of()).get(column));
  }
}
