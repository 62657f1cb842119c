package org.iasql.engine.request;

/**
 * Who called a SQL function, as its session says.
 *
 * @param user the role that logged in
 * @param role the role that the session acts as, after {@code SET ROLE}
 * @param pid the session's process id in the server
 * @param application the session's {@code application_name}; may be empty
 * @param isolation the transaction's isolation level, such as {@code repeatable read}
 * @param readOnly whether the transaction is READ ONLY
 */
public record Caller(
    String user, String role, int pid, String application, String isolation, boolean readOnly) {
  /** The session as a person would name it: {@code 'ann' (pid 4711, psql)}. */
  public String name() {
    return "'%s' (pid %d%s)".formatted(user, pid, application.isEmpty() ? "" : ", " + application);
  }
}
