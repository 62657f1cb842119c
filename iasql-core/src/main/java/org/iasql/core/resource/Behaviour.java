package org.iasql.core.resource;

/** How a column behaves: who writes it, and what its absence means. */
public enum Behaviour {
  /** Names the resource. */
  KEY,
  /** The user's wish; NULL means none. */
  SET,
  /** The user's wish; NULL means AWS's own choice. */
  DEFAULT,
  /** Assigned by AWS or by the database, never sent. */
  ASSIGNED,
  /** Sent to AWS, never read back. */
  WRITE_ONLY
}
