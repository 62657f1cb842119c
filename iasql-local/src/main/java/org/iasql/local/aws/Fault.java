package org.iasql.local.aws;

/** What a hostile account did to a call. */
public enum Fault {
  /** Refused it, because there were too many calls of its class. */
  THROTTLED,
  /** Answered with a 500, and did nothing. */
  REFUSED,
  /** Did it, and answered with a 500. */
  REFUSED_AFTER_EFFECT,
  /** Did it, and the reply was lost. */
  REPLY_LOST,
  /** Answered a read as before a change. */
  OUTDATED
}
