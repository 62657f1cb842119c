package org.iasql.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.core.InstalledTable;
import org.iasql.core.TextTable;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.StackOutputs;

/** The stages of the tutorial on one database and account, each shown as it happens. */
final class Tutorial {
  private final QuickstartStack stack;
  private final Iasql iasql;
  private final Stages stages;
  private final PrintWriter out;
  private final boolean realAccount;
  private final AtomicBoolean quiet = new AtomicBoolean();
  private Map<String, Long> before = Map.of();

  Tutorial(
      QuickstartStack stack, Iasql iasql, Stages stages, PrintWriter out, boolean realAccount) {
    this.stack = stack;
    this.iasql = iasql;
    this.stages = stages;
    this.out = out;
    this.realAccount = realAccount;
    iasql.onProgress(step -> {
      if (!quiet.get()) {
        out.println("   " + step);
      }
    });
  }

  void install() {
    stages.run(
        "Install the modules: their tables, and what the account has",
        () -> iasql.install(QuickstartStack.modules()),
        tables -> show(InstalledTable.class, tables));
    before = counts();
    out.println("   This is " + account() + ".");
  }

  /** Shows what will be done, and tells whether there is anything. */
  boolean plan() {
    return !stages
        .run(
            "Preview: the rows of '%s' in a transaction that is rolled back"
                .formatted(stack.name()),
            () -> quietly(() -> stack.plan(iasql)),
            plan -> show(Change.class, plan))
        .isEmpty();
  }

  /** Shows what taking the stack down will do, and tells whether there is anything. */
  boolean planDown() {
    return !stages
        .run(
            "Preview: the rows of '%s' deleted in a transaction that is rolled back"
                .formatted(stack.name()),
            () -> quietly(() -> iasql.withTransaction(tx -> {
              stack.down(tx);
              List<Change> plan = tx.planApply();
              tx.rollback();
              return plan;
            })),
            plan -> show(Change.class, plan))
        .isEmpty();
  }

  void up() {
    StackOutputs outputs = stages.run(
        "Up: the same rows, applied and committed",
        () -> stack.up(iasql),
        up -> show(Change.class, up.changes()));
    stages.run("Apply once more", iasql::apply, changes -> {
      show(Change.class, changes);
      if (!changes.isEmpty()) {
        throw new IasqlException("The second apply found something to do, which it should not.");
      }
    });
    show(outputs);
  }

  void down() {
    stages.run(
        "Down: the rows deleted, applied and committed",
        () -> stack.down(iasql),
        changes -> show(Change.class, changes));
  }

  void checkNothingIsLeft() {
    stages.run("Compare the account with the rows", () -> quietly(iasql::planSync), differences -> {
      if (!differences.isEmpty()) {
        show(Change.class, differences);
        throw new IasqlException(
            "The account is not as the rows say. SELECT * FROM iasql_sync() takes over what is there.");
      }
      out.println(
          counts().equals(before)
              ? "   Nothing of '%s' is left: the account is as it was at the beginning."
                  .formatted(stack.name())
              : "   No difference; the tables hold %s rows, after %s at the beginning."
                  .formatted(sum(counts()), sum(before)));
    });
  }

  /** Names the account and the region. */
  String account() {
    return iasql.withHandle(handle -> handle
        .createQuery("SELECT format('AWS account %s in region %s', account_id, region)"
            + " FROM public.aws_account")
        .mapTo(String.class)
        .one());
  }

  private void show(StackOutputs outputs) {
    String uri = outputs.repositoryUri();
    String registry = uri.replaceFirst("/.*", "");
    String region = iasql.withHandle(handle -> handle
        .createQuery("SELECT public.default_aws_region()")
        .mapTo(String.class)
        .one());
    out.println();
    out.println("   repository     " + uri);
    out.println("   load balancer  " + outputs.loadBalancerDnsName());
    out.println("   health check   " + outputs.healthUrl());
    out.println();
    out.println("   The service waits for its image. "
        + (realAccount ? "Push it now:" : "On a real account you would push it now:"));
    out.println(
        "     aws ecr get-login-password --region %s | docker login --username AWS --password-stdin %s"
            .formatted(region, registry));
    out.println(
        "     docker build -t %s:%s . && docker push %1$s:%2$s".formatted(uri, stack.imageTag()));
    out.println("     curl " + outputs.healthUrl());
  }

  private <R extends Record> void show(Class<R> type, List<R> rows) {
    if (rows.isEmpty()) {
      out.println("   Nothing to do: the account is as the rows say.");
      return;
    }
    out.println();
    TextTable.of(type, rows).toString().lines().forEach(line -> out.println("   " + line));
    out.println();
  }

  /** A preview's notices say what its transaction then takes back. */
  private <R> R quietly(java.util.function.Supplier<R> work) {
    quiet.set(true);
    try {
      return work.get();
    } finally {
      quiet.set(false);
    }
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    iasql.useTransaction(tx -> {
      List<String> tables = tx.handle()
          .createQuery("SELECT quote_ident(\"table\") FROM public.iasql_tables")
          .mapTo(String.class)
          .list();
      for (String table : tables) {
        counts.put(
            table,
            tx.handle()
                .createQuery("SELECT count(*) FROM public." + table)
                .mapTo(Long.class)
                .one());
      }
    });
    return counts;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
