package org.iasql.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.iasql.core.InstalledTable;
import org.iasql.quickstart.StackOutputs;

/** Numbers the stages of a run, and says how long each took, and all of them. */
final class Stages {
  private final PrintWriter out;
  private final ArrayNode document = JsonNodeFactory.instance.arrayNode();
  private int number;
  private Duration spent = Duration.ZERO;

  Stages(PrintWriter out) {
    this.out = out;
  }

  /** Runs a stage under its title; what it prints meanwhile is its progress, then its result follows. */
  <R> R run(String title, Supplier<R> work, Consumer<R> show) {
    number++;
    out.println();
    out.println(number + ". " + title);
    long start = System.nanoTime();
    R result = work.get();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    spent = spent.plus(time);
    note(title, time, result);
    show.accept(result);
    out.println("   done in " + seconds(time));
    return result;
  }

  /** The stages so far, each with what it did. */
  ObjectNode document() {
    ObjectNode all = Json.object().put("seconds", spent.toMillis() / 1000.0);
    all.set("stages", document.deepCopy());
    return all;
  }

  private void note(String title, Duration time, Object result) {
    ObjectNode stage = document.addObject();
    stage.put("stage", number).put("title", title).put("seconds", time.toMillis() / 1000.0);
    if (result instanceof StackOutputs up) {
      stage.put("repository_uri", up.repositoryUri());
      stage.put("load_balancer_dns_name", up.loadBalancerDnsName());
      stage.put("health_url", up.healthUrl()).set("changes", Json.rows(up.changes()));
    } else if (result instanceof List<?> rows) {
      boolean tables = rows.stream().anyMatch(InstalledTable.class::isInstance);
      stage.set(
          tables ? "tables" : "changes",
          Json.rows(rows.stream().map(Record.class::cast).toList()));
    }
  }

  void total() {
    out.println();
    out.println("All stages together took " + seconds(spent) + ".");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
