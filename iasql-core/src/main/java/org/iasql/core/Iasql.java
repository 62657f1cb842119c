package org.iasql.core;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The client of one database: IaSQL's functions, and rows through JDBI. It is safe for use by many
 * threads. The engine that answers may run in this JVM or elsewhere; the client does not care.
 *
 * <pre>{@code
 * try (Iasql iasql = Iasql.builder().url(url).user("app").password(secret).build()) {
 *   iasql.install("aws_ecr");
 * }
 * }</pre>
 */
public final class Iasql extends FunctionCalls implements AutoCloseable {
  private final Jdbi jdbi;
  private final String target;
  private final Runnable onClose;

  Iasql(DataSource dataSource, String target, Runnable onClose) {
    super(List.of());
    this.target = target;
    this.onClose = onClose;
    this.jdbi = Jdbi.create(() -> connect(dataSource, target)).installPlugin(new IasqlJdbiPlugin());
  }

  /** Starts to describe a client with a connection pool of its own. */
  public static IasqlBuilder builder() {
    return new IasqlBuilder();
  }

  /** Creates a client on the caller's connections, which {@link #close} leaves open. */
  public static Iasql create(DataSource dataSource) {
    return new Iasql(dataSource, "the database of the given DataSource", () -> {});
  }

  /**
   * Runs the lambda in one transaction, committed when it returns.
   *
   * @throws IllegalStateException if this thread already is in a transaction of this client
   */
  public void useTransaction(Consumer<IasqlTransaction> body) {
    withTransaction(tx -> {
      body.accept(tx);
      return true;
    });
  }

  /**
   * Runs the lambda in one transaction, committed when it returns, and returns its result.
   *
   * @throws IllegalStateException if this thread already is in a transaction of this client
   */
  public <R> R withTransaction(Function<IasqlTransaction, R> body) {
    return withHandle(handle -> {
      if (handle.isInTransaction()) {
        throw new IllegalStateException(
            "This thread already is in a transaction of this client. Use"
                + " the one that the outer lambda was given: a second could not commit by itself.");
      }
      return handle.inTransaction(h -> run(body, h));
    });
  }

  /**
   * Returns a DAO each of whose calls takes a connection and commits by itself; inside a transaction
   * of this thread it joins that.
   *
   * @param daoType a JDBI SQL object interface
   */
  public <D> D dao(Class<D> daoType) {
    return jdbi.onDemand(daoType);
  }

  /** Runs the lambda with a DAO on one connection. Each statement commits by itself. */
  public <D, R> R withDao(Class<D> daoType, Function<D, R> body) {
    return withHandle(handle -> body.apply(handle.attach(daoType)));
  }

  /** Runs the lambda with a JDBI handle, which it must not keep. Each statement commits by itself. */
  public <R, X extends Exception> R withHandle(HandleCallback<R, X> body) throws X {
    try {
      return jdbi.withHandle(body);
    } catch (JdbiException e) {
      throw ServerErrors.translate(e);
    }
  }

  /** Returns the JDBI that this client works with, {@link IasqlJdbiPlugin} installed. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Closes the pool that the builder made. The caller's own {@link DataSource} stays open. */
  @Override
  public void close() {
    onClose.run();
  }

  /** Returns where this client connects to, without the password. */
  @Override
  public String toString() {
    return "Iasql of " + target;
  }

  @Override
  <R> R onHandle(Function<Handle, R> call) {
    return withHandle(call::apply);
  }

  static Connection connect(DataSource dataSource, String target) {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw ServerErrors.connection(target, e);
    }
  }

  /** PostgreSQL answers a COMMIT of a failed transaction with a rollback, and pgjdbc says nothing. */
  private static void refuseIfAborted(Handle handle) {
    try {
      handle.createQuery("SELECT 1").mapTo(Integer.class).one();
    } catch (JdbiException e) {
      throw ServerErrors.aborted(e);
    }
  }

  private <R> R run(Function<IasqlTransaction, R> body, Handle handle) {
    IasqlTransaction tx = new IasqlTransaction(handle, listeners());
    try {
      R result = body.apply(tx);
      if (tx.isRollbackOnly()) {
        handle.rollback();
      } else {
        refuseIfAborted(handle);
      }
      return result;
    } finally {
      tx.end();
    }
  }
}
