package org.iasql.core;

/** No engine answered, or the one that worked on the call went away. SQLSTATE {@code IQ003}; call again once an engine runs. */
public final class EngineUnavailableException extends IasqlException {
  private static final long serialVersionUID = 1L;

  /** The SQLSTATE by which a client of any language knows this kind. */
  public static final String SQL_STATE = "IQ003";

  public EngineUnavailableException(String message) {
    super(SQL_STATE, message, null);
  }

  public EngineUnavailableException(String message, Throwable cause) {
    super(SQL_STATE, message, cause);
  }
}
