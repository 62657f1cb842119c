package org.iasql.core;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** Describes an {@link Iasql} with a connection pool of its own. Only the url is required. */
public final class IasqlBuilder {
  private static final String PREFIX = "jdbc:postgresql:";

  private String url = "";
  private @Nullable String user;
  private @Nullable String password;
  private int poolSize = 5;
  private Duration connectTimeout = Duration.ofSeconds(10);

  IasqlBuilder() {}

  /** Sets the JDBC URL: {@code jdbc:postgresql://host:port/database}, with the driver's parameters. */
  public IasqlBuilder url(String url) {
    this.url = url;
    return this;
  }

  /** Sets the role to log in as; by default the url's, else the operating system's user. */
  public IasqlBuilder user(String user) {
    this.user = user;
    return this;
  }

  /** Sets the password. It appears in no message, log or {@code toString}. */
  public IasqlBuilder password(String password) {
    this.password = password;
    return this;
  }

  /** Sets the most connections, 5 by default. A running call or transaction holds one. */
  public IasqlBuilder poolSize(int poolSize) {
    this.poolSize = poolSize;
    return this;
  }

  /** Sets how long to wait for a connection: 10 s by default, 250 ms at least. */
  public IasqlBuilder connectTimeout(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
    return this;
  }

  /**
   * Connects once, so that a wrong password is known here, and returns the client.
   *
   * @throws IllegalArgumentException naming every setting that is wrong
   * @throws IasqlException if the database cannot be reached
   */
  public Iasql build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The client cannot be built. " + String.join(" ", problems));
    }
    PGSimpleDataSource server = server();
    String target =
        "'" + withoutSecrets(url) + "'" + (user == null ? "" : " as user '" + user + "'");
    // Asked without the pool first: the pool would log the failure's stack trace before it throws.
    try (var connection = Iasql.connect(server, target)) {
      HikariDataSource pool = new HikariDataSource(pool(server));
      return new Iasql(pool, target, pool::close);
    } catch (SQLException e) {
      throw ServerErrors.connection(target, e);
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    String shown = withoutSecrets(url);
    if (url.isBlank()) {
      problems.add("url is missing: it has the form 'jdbc:postgresql://host:port/database'.");
    } else if (!url.startsWith(PREFIX)) {
      problems.add(
          "url '" + shown + "' is not for this driver: it must start with '" + PREFIX + "//'.");
    } else if (!shown.equals(url.replaceFirst("\\?.*", ""))) {
      problems.add(
          "url '" + shown + "' holds a login before '@': pass it to user() and password().");
    } else if (Driver.parseURL(url, null) == null) {
      problems.add("url '" + shown + "' cannot be read: it has the form"
          + " 'jdbc:postgresql://host:port/database'.");
    }
    if (user != null && user.isBlank()) {
      problems.add("user is blank: name a role, or leave it out.");
    }
    if (poolSize < 1) {
      problems.add("poolSize is " + poolSize + ": it must be at least 1.");
    }
    if (connectTimeout.compareTo(Duration.ofMillis(250)) < 0) {
      problems.add("connectTimeout is " + connectTimeout + ": it must be at least 250 ms.");
    }
    return problems;
  }

  private PGSimpleDataSource server() {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setUrl(url);
    if (user != null) {
      server.setUser(user);
    }
    if (password != null) {
      server.setPassword(password);
    }
    int seconds = (int) Math.max(1, connectTimeout.toSeconds());
    server.setConnectTimeout(seconds);
    if (server.getLoginTimeout() == 0) {
      server.setLoginTimeout(seconds); // The driver would wait forever for what never answers.
    }
    if (server.getApplicationName() == null) {
      server.setApplicationName("iasql");
    }
    return server;
  }

  private HikariConfig pool(PGSimpleDataSource server) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("iasql");
    config.setDataSource(server);
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(connectTimeout.toMillis());
    return config;
  }

  /** Drops the parameters, where a password may stand, and a login before the host. */
  private static String withoutSecrets(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }
}
