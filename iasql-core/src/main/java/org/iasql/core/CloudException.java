package org.iasql.core;

/** AWS answered a call with an error, or did not answer. SQLSTATE {@code IQ002}; the text names the operation, AWS's code and the request id. */
public final class CloudException extends IasqlException {
  private static final long serialVersionUID = 1L;

  /** The SQLSTATE by which a client of any language knows this kind. */
  public static final String SQL_STATE = "IQ002";

  public CloudException(String message) {
    super(SQL_STATE, message, null);
  }

  public CloudException(String message, Throwable cause) {
    super(SQL_STATE, message, cause);
  }
}
