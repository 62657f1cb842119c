package org.iasql.core;

/** Nothing was called and nothing changed: the request was refused while it was planned. SQLSTATE {@code IQ001}; a plan that cannot be carried out, an unknown module, a foreign resource under the same name. */
public final class RefusedException extends IasqlException {
  private static final long serialVersionUID = 1L;

  /** The SQLSTATE by which a client of any language knows this kind. */
  public static final String SQL_STATE = "IQ001";

  public RefusedException(String message) {
    super(SQL_STATE, message, null);
  }

  public RefusedException(String message, Throwable cause) {
    super(SQL_STATE, message, cause);
  }
}
