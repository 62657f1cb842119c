package org.iasql.core;

import java.util.Locale;

/** What a {@link Change} does to one resource or, in a sync, to one row. */
public enum Action {
  /** It does not exist yet and is made. */
  CREATE,
  /** It exists and is changed in place. */
  UPDATE,
  /** It exists, cannot be changed in place, and gives way to a new one. */
  REPLACE,
  /** It exists and is removed. */
  DELETE;

  /** Returns the word that the SQL functions print: the name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
