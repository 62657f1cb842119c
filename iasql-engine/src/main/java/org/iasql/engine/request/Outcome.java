package org.iasql.engine.request;

/** How the transaction, or the savepoint, in which a writing call was made has ended. */
public enum Outcome {
  /** The rows that the call wrote are there for good. */
  COMMITTED,
  /** The rows are as if the call had not been made: an error, a ROLLBACK, or a lost session. */
  ROLLED_BACK
}
