package org.iasql.engine.aws.elb;

import java.util.Arrays;
import java.util.Optional;
import org.iasql.core.resource.SqlEnum;
import org.jspecify.annotations.Nullable;

/** Finds the constants that AWS's words stand for. */
final class Labels {
  private Labels() {}

  /** The constant with this label; empty if AWS says nothing, or what the tables do not know. */
  static <E extends Enum<E> & SqlEnum> Optional<E> find(Class<E> type, @Nullable String label) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.label().equals(label))
        .findFirst();
  }

  /** Whether AWS says something that is none of the labels. */
  static <E extends Enum<E> & SqlEnum> boolean unknown(Class<E> type, @Nullable String label) {
    return label != null && find(type, label).isEmpty();
  }

  /** The label, or null for a request that leaves it out. */
  static @Nullable String of(Optional<? extends SqlEnum> constant) {
    return constant.map(SqlEnum::label).orElse(null);
  }
}
