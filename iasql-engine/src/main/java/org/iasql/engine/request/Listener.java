package org.iasql.engine.request;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection on which an engine is known to live: it holds the engine's lock, its heartbeat, and
 * LISTENs. When it is lost, the engine comes back under a new epoch.
 */
final class Listener implements AutoCloseable {
  /** What the loop does with what is heard. */
  interface Ear {
    void heard(String word, String request, String rest);

    /**
     * Once a second while there are requests, and every three seconds while there are none.
     *
     * @param requests whether there are any, of whichever engine
     */
    void beat(boolean requests);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BEAT_MILLIS = 1_000;

  /** Callers take an engine for gone after 7 s without a heartbeat. */
  private static final int IDLE_BEAT_MILLIS = 3_000;

  private final DataSource source;
  private final String account;
  private final String region;
  private final Ear ear;
  private final Thread thread;
  private volatile Connection connection;
  private volatile long epoch;
  private volatile boolean closed;

  Listener(DataSource source, String account, String region, Ear ear) {
    this.source = source;
    this.account = account;
    this.region = region;
    this.ear = ear;
    try {
      this.connection = source.getConnection();
      register();
    } catch (SQLException e) {
      throw new IasqlException("The engine cannot connect to the database: " + e.getMessage(), e);
    }
    this.thread = new Thread(this::listen, "iasql-listener");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  long epoch() {
    return epoch;
  }

  private void register() throws SQLException {
    String version = Optional.ofNullable(Listener.class.getPackage().getImplementationVersion())
        .orElse("development");
    try (PreparedStatement row = connection.prepareStatement(
        "INSERT INTO iasql.engine (account_id, region, version) VALUES (?, ?, ?) RETURNING epoch")) {
      connection.setAutoCommit(false);
      execute(Durability.OF_COMMITS); // An epoch is never given out twice.
      row.setString(1, account);
      row.setString(2, region);
      row.setString(3, version);
      long next;
      try (ResultSet inserted = row.executeQuery()) {
        inserted.next();
        next = inserted.getLong(1);
      }
      execute("SELECT pg_advisory_lock(" + Locks.ENGINE + ", " + (int) next + ")");
      execute("LISTEN iasql_engine");
      // An engine that has stopped is remembered for a week, for who reads the book-keeping.
      execute("DELETE FROM iasql.engine WHERE heartbeat < clock_timestamp() - interval '7 days'");
      connection.commit();
      connection.setAutoCommit(true);
      execute("SET synchronous_commit = off");
      epoch = next;
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void listen() {
    while (!closed) {
      try {
        hear();
      } catch (SQLException | RuntimeException e) {
        if (!closed) {
          LOG.warn("The engine's listening connection failed; it connects again", e);
          reconnect();
        }
      }
    }
  }

  private void hear() throws SQLException {
    PGConnection notifications = connection.unwrap(PGConnection.class);
    long nextBeat = System.nanoTime();
    while (!closed) {
      long left = (nextBeat - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        boolean requests = heartbeat();
        ear.beat(requests);
        left = requests ? BEAT_MILLIS : IDLE_BEAT_MILLIS;
        nextBeat = System.nanoTime() + left * 1_000_000L;
      }
      PGNotification[] heard = notifications.getNotifications((int) left);
      for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
        String[] words = notification.getParameter().split(" ", 3);
        ear.heard(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
        nextBeat = Math.min(nextBeat, System.nanoTime() + BEAT_MILLIS * 1_000_000L);
      }
    }
  }

  /** Says that this engine lives; returns whether there is any request. */
  private boolean heartbeat() throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "UPDATE iasql.engine SET heartbeat = clock_timestamp() WHERE epoch = " + epoch
                + " RETURNING EXISTS (SELECT FROM iasql.request)")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private synchronized void reconnect() {
    while (!closed) {
      try {
        connection.close();
        connection = source.getConnection();
        register();
        LOG.info("The engine is connected again, as epoch {}", epoch);
        return;
      } catch (SQLException e) {
        LOG.warn("The engine cannot reach the database: {}", e.getMessage());
        try {
          wait(BEAT_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          closed = true;
        }
      }
    }
  }

  /** Stops listening; the engine's lock is free with the connection. */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      notifyAll();
    }
    try {
      connection.close();
      thread.join(5_000);
    } catch (SQLException e) {
      LOG.debug("The listening connection was closed already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
