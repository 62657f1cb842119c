package org.iasql.engine.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.iasql.core.RefusedException;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Identity;

/**
 * Keeps a copy of a managed database from acting on the original's resources: a copy brings the
 * original's rows and ledger with it, and its recorded identity gives it away.
 *
 * @param actual which database this is
 */
record DatabaseCopy(Identity actual) {
  static final String TEXT =
      "This database is a copy of another one that holds the same resources, so nothing is changed from here. Say what it is: SELECT iasql_adopt_database('keep') if the original is gone, or SELECT iasql_adopt_database('forget') if every resource stays the original's.";

  /** Refuses if the database was copied and nobody has said yet what the copy is. */
  void refuseIfCopy(Surroundings surroundings) {
    if (isCopy(surroundings)) {
      throw new RefusedException(TEXT);
    }
  }

  private boolean isCopy(Surroundings surroundings) {
    return !surroundings.recorded().equals(actual);
  }

  /**
   * Takes the copy for a database of its own. What the original had not settled when it was copied, it
   * may have committed since, so that from here on no transaction decides on it but a person.
   */
  void adopt(CallerSession session, Surroundings surroundings, String decision) {
    if (!decision.equals("keep") && !decision.equals("forget")) {
      throw new RefusedException(
          "iasql_adopt_database takes 'keep' or 'forget', not '%s': keep if the original is gone, forget if every resource stays the original's."
              .formatted(decision));
    }
    if (!isCopy(surroundings)) {
      stayOriginal(session, decision);
      return;
    }
    if (decision.equals("forget")) {
      session.execute("DELETE FROM iasql.ledger");
      session.execute(
          "UPDATE iasql.operation SET state = 'forgotten', settled = clock_timestamp() WHERE settled IS NULL");
    } else {
      session.execute("UPDATE iasql.operation SET verdict = '0' WHERE settled IS NULL");
    }
    ObjectNode identity = JsonNodeFactory.instance
        .objectNode()
        .put("system_identifier", actual.systemIdentifier())
        .put("database_oid", actual.databaseOid());
    session.execute(
        "UPDATE iasql.database_identity SET recorded = clock_timestamp(), system_identifier = $1 ->> 'system_identifier', database_oid = ($1 ->> 'database_oid')::oid",
        identity);
  }

  /** To forget what the original holds would leave it to nobody. */
  private static void stayOriginal(CallerSession session, String decision) {
    if (decision.equals("forget")) {
      throw new RefusedException(
          "This database is no copy: what its rows hold is its own, and nothing was forgotten. To let go of resources without deleting them, uninstall their modules: SELECT * FROM iasql_uninstall('aws_vpc'). SELECT * FROM iasql_modules_installed() lists them.");
    }
    session.notice("This database is no copy, so there is nothing to adopt.");
  }
}
