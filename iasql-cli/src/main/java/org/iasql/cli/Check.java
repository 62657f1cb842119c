package org.iasql.cli;

import java.util.Optional;

/**
 * One thing that has to be so before an engine can work.
 *
 * @param name what was looked at
 * @param state whether it is so
 * @param found what was found, in a few words
 * @param mend the SQL or command that mends it; empty where there is nothing to mend
 */
record Check(String name, State state, String found, Optional<String> mend) {
  /** How a check went. */
  enum State {
    OK,
    MISSING,
    /** Nothing could be asked. */
    SKIPPED;

    /** Returns the word that is printed. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Check ok(String name, String found) {
    return new Check(name, State.OK, found, Optional.empty());
  }

  static Check missing(String name, String found, String mend) {
    return new Check(name, State.MISSING, found, Optional.of(mend));
  }

  static Check skipped(String name, String found) {
    return new Check(name, State.SKIPPED, found, Optional.empty());
  }

  boolean isMissing() {
    return state == State.MISSING;
  }
}
