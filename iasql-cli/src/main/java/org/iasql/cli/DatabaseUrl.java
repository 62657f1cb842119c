package org.iasql.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.iasql.core.IasqlException;

/**
 * Where a database is, read from a JDBC URL or from the connection string that psql takes.
 *
 * @param jdbc without user and password
 */
record DatabaseUrl(String jdbc, Optional<String> user, Optional<String> password) {
  private static final String JDBC = "jdbc:";

  /** Reads {@code jdbc:postgresql://host/database} or {@code postgresql://user:password@host/database}. */
  static DatabaseUrl parse(String text) {
    if (text.startsWith(JDBC)) {
      return new DatabaseUrl(text, Optional.empty(), Optional.empty());
    }
    try {
      URI uri = new URI(text);
      if (!text.matches("postgres(ql)?://.*") || uri.getHost() == null) {
        throw unreadable(text);
      }
      Optional<String> login = Optional.ofNullable(uri.getUserInfo());
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return new DatabaseUrl(
          "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
          login.map(l -> l.replaceFirst(":.*", "")),
          login.filter(l -> l.contains(":")).map(l -> l.replaceFirst("[^:]*:", "")));
    } catch (URISyntaxException e) {
      throw unreadable(text);
    }
  }

  /** Whether it holds a password, which on a command line others could read. */
  boolean holdsPassword() {
    return password.isPresent() || jdbc.matches(".*[?&]password=.*");
  }

  private static IasqlException unreadable(String text) {
    return new IasqlException(
        "The url '%s' cannot be read: it has the form 'postgresql://user@host:port/database' or 'jdbc:postgresql://host:port/database'."
            .formatted(withoutSecrets(text)));
  }

  /** Drops the parameters, where a password may stand, and a login before the host. */
  private static String withoutSecrets(String text) {
    return text.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }

  /** Returns the URL as it can be shown. */
  @Override
  public String toString() {
    return withoutSecrets(jdbc);
  }
}
