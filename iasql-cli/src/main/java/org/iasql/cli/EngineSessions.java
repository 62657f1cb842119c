package org.iasql.cli;

import java.util.List;
import java.util.Optional;
import org.iasql.core.Iasql;
import org.jdbi.v3.core.Handle;

/** The engines that serve a database, as far as the asking role may see them. */
final class EngineSessions {
  /** The class of the advisory lock that an engine holds while it is connected: the engine's own number. */
  private static final int ENGINE_LOCK = 0x49615302;

  private static final String BY_LOCK =
      "SELECT l.objid::bigint AS epoch, l.pid FROM pg_locks l WHERE l.locktype = 'advisory'"
          + " AND l.granted AND l.classid = " + ENGINE_LOCK + " AND l.database ="
          + " (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) ORDER BY 1";
  private static final String MAY_READ_MORE =
      "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = 'iasql' AND c.relname = 'engine' AND has_schema_privilege(n.oid, 'USAGE')"
          + " AND has_table_privilege(c.oid, 'SELECT'))";

  private EngineSessions() {}

  /**
   * An engine that is connected.
   *
   * @param epoch its number in this database
   * @param pid its server process
   * @param details account, region and version; empty where the role may not read them
   */
  record Engine(long epoch, int pid, Optional<String> details) {}

  static List<Engine> of(Iasql iasql) {
    return iasql.withHandle(EngineSessions::read);
  }

  private static List<Engine> read(Handle handle) {
    boolean more = handle.createQuery(MAY_READ_MORE).mapTo(Boolean.class).one();
    return handle
        .createQuery(BY_LOCK)
        .map((row, context) -> {
          long epoch = row.getLong("epoch");
          return new Engine(
              epoch, row.getInt("pid"), more ? details(handle, epoch) : Optional.empty());
        })
        .list();
  }

  private static Optional<String> details(Handle handle, long epoch) {
    return handle
        .createQuery(
            "SELECT concat_ws(', ', 'version ' || version, 'account ' || nullif(account_id, ''),"
                + " region, 'since ' || date_trunc('second', started)) FROM iasql.engine WHERE epoch = ?")
        .bind(0, epoch)
        .mapTo(String.class)
        .findFirst();
  }
}
