package org.iasql.junit;

/** What to do about resources that a test leaves behind in the simulated account. */
public enum Leaks {
  /** Logs a warning, and publishes a report entry, {@code iasql.leftBehind}, that lists them. */
  REPORT,
  /** Reports them, and fails the test. */
  FAIL,
  /** Says nothing. */
  IGNORE
}
