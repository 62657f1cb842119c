package org.iasql.engine.request;

/**
 * The classes of advisory locks that the two sides share. The numbers are arbitrary and must not
 * change between versions that serve one database.
 */
final class Locks {
  /** Held by a caller's session while it waits; the second number is the request's ticket. */
  static final int TICKET = 0x49615301;

  /** Held by an engine while it is connected; the second number is its epoch. */
  static final int ENGINE = 0x49615302;

  /** Held by an engine from the claim of a writing request until it is settled; second number 0. */
  static final int WRITER = 0x49615303;

  /** Lets one engine at a time prepare a database; second number 0. */
  static final int BOOTSTRAP = 0x49615304;

  private Locks() {}

  /** The condition on {@code pg_locks l} for a granted lock of a class in this database. */
  static String held(int lockClass) {
    return "l.locktype = 'advisory' AND l.classid = " + lockClass
        + " AND l.granted AND l.database ="
        + " (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())";
  }
}
