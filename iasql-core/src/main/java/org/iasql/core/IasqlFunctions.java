package org.iasql.core;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.PlanDocument;

/**
 * IaSQL's SQL functions, typed. {@link Iasql} runs each call in a transaction of its own, {@link
 * IasqlTransaction} runs them in the caller's. Every call blocks until the engine has answered, and
 * fails with {@link RefusedException}, {@link CloudException}, {@link CancelledException} or {@link
 * EngineUnavailableException}; errors that are not IaSQL's stay JDBI's.
 */
public interface IasqlFunctions {

  /**
   * Creates the tables of the named modules, and of those they need, and imports what the account has.
   *
   * @return the tables of the modules that were named
   */
  List<InstalledTable> install(String... moduleNames);

  /** Drops the tables of the named modules. It forgets, and deletes nothing in AWS. */
  List<UninstalledTable> uninstall(String... moduleNames);

  /** Previews {@link #apply}, and changes nothing. */
  List<Change> planApply();

  /** Previews {@link #apply} change by change: rows before and after, order, reasons, calls. */
  List<ChangeDetails> planDetails();

  /** Returns the same as a document that can be kept, and carried out by {@link #apply(PlanDocument)}. */
  PlanDocument plan();

  /**
   * Changes the account until it is as the rows say, and fills the columns that AWS assigns. If the
   * transaction that it ran in is rolled back, what it did in AWS is undone.
   */
  List<Change> apply();

  /**
   * Applies exactly the plan that was saved, as {@link #apply} would.
   *
   * @throws RefusedException before any call to AWS, if an apply would do anything else by now; the
   *     text says what differs
   */
  List<Change> apply(PlanDocument saved);

  /** Previews {@link #sync}, and changes nothing. */
  List<Change> planSync();

  /** Changes the rows until they are as the account is. Rows that were never applied go away. */
  List<Change> sync();

  /** Deletes every row of every installed module. AWS is not called until the next {@link #apply}. */
  void deleteAllRecords();

  /**
   * Takes over a resource that exists in AWS under a row's key and was not made by this database.
   *
   * @param tableName the row's table
   * @param id the row's id
   */
  void adopt(String tableName, int id);

  /**
   * Says what a copy of a managed database is; until then it changes nothing in AWS.
   *
   * @param decision {@code keep} if the original is gone, {@code forget} if every resource stays the
   *     original's
   */
  void adoptDatabase(String decision);

  /**
   * Settles an operation that nobody settled for an hour, and that plans therefore name. What it undoes
   * in AWS stays undone, even if the transaction is rolled back.
   *
   * @param opid of {@code iasql_operation}
   * @param confirm false to see what would be undone, true to undo it
   * @return what would be, or was, undone
   */
  List<Change> settle(UUID opid, boolean confirm);

  /**
   * Lists the calls that run, wait or are not settled yet, of all sessions, each followed by its steps.
   * Needs no engine. Steps of tables that the user may not SELECT are left out.
   */
  List<OperationStatus> status();

  /**
   * Stops a call that changes rows or the cloud, in whichever session it is. It ends with a {@link
   * CancelledException}, and what it has done is undone; this method does not wait for that.
   *
   * @param opid of {@link #status}
   * @return true if the call ran, false if it had only waited for its turn
   * @throws RefusedException if no such call runs; the text says what became of it
   */
  boolean cancel(UUID opid);

  /** Lists all modules that the engine has. */
  List<ModuleListing> modules();

  /** Lists the modules that are installed in this database. */
  List<ModuleListing> installedModules();

  /** Returns the version of IaSQL in this database. */
  String version();

  /** Brings the database to the engine's version, with every row kept, and returns that version. */
  String upgrade();

  /** Lists the SQL functions, with a sample of each. */
  List<FunctionHelp> help();

  /**
   * Adds a listener, for as long as this object lives, that hears each step of a call while it runs.
   * It is called in a thread of the client, one step after the other, and the last ones in the thread
   * of the call before that returns: a slow listener delays the call. What it throws is logged.
   */
  void onProgress(Consumer<Progress> listener);
}
