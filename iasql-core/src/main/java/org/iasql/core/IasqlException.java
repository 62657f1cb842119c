package org.iasql.core;

/**
 * Says what failed, why, and what to do, in full sentences. The same text reaches psql and Java; the
 * SQLSTATE tells the kinds apart for clients of every language.
 */
public class IasqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  /** A failure without a kind of its own, SQLSTATE {@code IQ000}. */
  public IasqlException(String message) {
    this("IQ000", message, null);
  }

  public IasqlException(String message, Throwable cause) {
    this("IQ000", message, cause);
  }

  protected IasqlException(
      String sqlState, String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
  }

  /** Five characters; class {@code IQ} is IaSQL's own. */
  public final String sqlState() {
    return sqlState;
  }
}
