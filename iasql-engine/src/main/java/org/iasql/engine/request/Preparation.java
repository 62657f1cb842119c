package org.iasql.engine.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/**
 * The scripts that prepare a database, and the mark that says that they were run. Running them again
 * changes nothing, but takes PostgreSQL a tenth of a second and locks what other engines work with: so
 * they are left out for as long as neither they nor what they made have changed.
 */
final class Preparation {
  /** The functions and relations as they are, with the rights on them; what modules made is not among them. */
  private static final String MADE = """
      SELECT md5(string_agg(item, ' ' ORDER BY item)) FROM (
        SELECT concat_ws(' ', p.oid::regprocedure, md5(p.prosrc), p.proconfig, p.prosecdef, p.proacl) AS item
        FROM pg_proc p WHERE p.pronamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname IN ('iasql', 'iasql_link'))
          OR p.pronamespace = 'public'::regnamespace AND (p.proname LIKE 'iasql\\_%' OR p.proname = 'delete_all_records')
        UNION ALL
        SELECT concat_ws(' ', c.oid::regclass, c.relowner::regrole, c.relacl,
          (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0))
        FROM pg_class c WHERE c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname = 'iasql')
          OR c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'iasql\\_%'
        UNION ALL
        SELECT concat_ws(' ', n.nspname, n.nspowner::regrole, n.nspacl) FROM pg_namespace n
        WHERE n.nspname IN ('iasql', 'iasql_link')) made\
      """;

  private static final String MARK =
      "SELECT obj_description(n.oid, 'pg_namespace') FROM pg_namespace n WHERE n.nspname = 'iasql'";

  private final Sql sql;
  private final List<String> scripts;
  private final String rights;

  /**
   * @param scripts what every database gets, in this order
   * @param rights one of the scripts, which names roles of this database, so that a copy needs it once more
   */
  Preparation(Sql sql, List<String> scripts, String rights) {
    this.sql = sql;
    this.scripts = List.copyOf(scripts);
    this.rights = rights;
  }

  /** Runs what has not been run yet. */
  void run() throws SQLException {
    String mark = sql.text(MARK).orElse("");
    boolean made = mark.endsWith(made());
    if (made && mark.equals(mark())) {
      return;
    }
    for (String script : made ? List.of(rights) : scripts) {
      sql.run(script);
    }
    sql.run("COMMENT ON SCHEMA iasql IS " + Script.literal(mark()));
  }

  private String mark() throws SQLException {
    return "The book-keeping of IaSQL's engine, with the rights of " + digest(List.of(rights))
        + ", " + made();
  }

  private String made() throws SQLException {
    List<String> same =
        scripts.stream().filter(script -> !script.equals(rights)).toList();
    return "as its scripts " + digest(same) + " made it: " + sql.text(MADE).orElse("nothing");
  }

  private static String digest(List<String> scripts) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest(String.join("\n", scripts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
