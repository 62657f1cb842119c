package org.iasql.core;

/** Somebody cancelled the call with {@code iasql_cancel}. SQLSTATE {@code IQ004}; the text names who, and what was undone. */
public final class CancelledException extends IasqlException {
  private static final long serialVersionUID = 1L;

  /** The SQLSTATE by which a client of any language knows this kind. */
  public static final String SQL_STATE = "IQ004";

  public CancelledException(String message) {
    super(SQL_STATE, message, null);
  }

  public CancelledException(String message, Throwable cause) {
    super(SQL_STATE, message, cause);
  }
}
