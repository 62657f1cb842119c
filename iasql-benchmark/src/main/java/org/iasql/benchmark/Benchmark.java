package org.iasql.benchmark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.iasql.benchmark.faults.Exhaustion;
import org.iasql.benchmark.faults.Plant;
import org.iasql.benchmark.faults.RandomRuns;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line behind {@code ./bench}. */
@Command(
    name = "bench",
    description =
        "Measures IaSQL on an embedded PostgreSQL and a simulated AWS account: lines of name, value, unit.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class Benchmark {
  @Option(
      names = "--runs",
      defaultValue = "5",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The runs that the median is of; one more warms up before them. Default: 5.")
  private int runs;

  @Spec
  private CommandSpec spec;

  private Benchmark() {}

  /** Runs one benchmark; see {@code ./bench --help}. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new Benchmark());
    System.exit(command.execute(args.length == 0 ? new String[] {"--help"} : args));
  }

  @Command(description = "The tutorial's stack, with calls of 0 and of 80 ms.")
  void quickstart() {
    new QuickstartBenchmark(report(), runs).run();
  }

  @Command(
      description =
          "2,000 security groups, 700 log groups and 200 repositories, with calls that take no time.")
  void scale() {
    new ScaleBenchmark(report(), runs).run();
  }

  @Command(
      description =
          "What a call of a SQL function costs with calls that take no time, on an open and on a new connection.")
  void overhead() {
    new OverheadBenchmark(report(), runs).run();
  }

  @Command(
      description =
          "What an engine in a process of its own costs while nobody calls: queries, processor, memory.")
  void idle(@Mixin Length length) {
    new CostBenchmark(report(), length.time()).idle();
  }

  @Command(
      description =
          "What a call costs that waits for AWS for minutes: the processor time of engine and database.")
  void waiting(@Mixin Length length) {
    new CostBenchmark(report(), length.time()).waiting();
  }

  /** For how long is measured. */
  static final class Length {
    @Option(
        names = "--seconds",
        defaultValue = "30",
        description = "For how long is measured. Default: 30.")
    private int seconds;

    Duration time() {
      return Duration.ofSeconds(seconds);
    }
  }

  @Command(
      description =
          "Every fault at every point of up, change, replace and down; exits 1 if rows and cloud do not agree after one.")
  int faults(
      @Option(
              names = "--seeds",
              defaultValue = "100",
              description = "How many seeds of the cloud. Default: 100.")
          int seeds,
      @Option(names = "--sample", description = "Some of the points, which takes seconds.")
          boolean sample,
      @Option(
              names = "--plant",
              defaultValue = "0",
              description = "Plants one of the bugs 1 to 12, or all of them one by one: -1.")
          int plant) {
    if (plant == 0) {
      return Exhaustion.run(seeds, sample) ? 0 : 1;
    }
    boolean allNoticed = true;
    for (Plant bug : Plant.values()) {
      if (plant < 0 || bug.ordinal() + 1 == plant) {
        boolean noticed = bug.isNoticed();
        allNoticed &= noticed;
        spec.commandLine()
            .getOut()
            .println("faults.plant_%d_%s: %s"
                .formatted(
                    bug.ordinal() + 1,
                    bug.name().toLowerCase(Locale.ROOT),
                    noticed ? "noticed" : "NOT NOTICED"));
        spec.commandLine().getOut().flush();
      }
    }
    return plant < 0 == allNoticed ? 0 : 1;
  }

  @Command(
      description =
          "Random changes by several sessions with random faults; exits 1 if rows and cloud do not agree after one.")
  int random(
      @Option(names = "--seconds", defaultValue = "60", description = "For how long. Default: 60.")
          int seconds,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "The first run's seed; each further run has the next. Default: 1.")
          long seed) {
    return RandomRuns.run(seconds, seed) ? 0 : 1;
  }

  private Report report() {
    PrintWriter out = spec.commandLine().getOut();
    return new Report(out);
  }
}
