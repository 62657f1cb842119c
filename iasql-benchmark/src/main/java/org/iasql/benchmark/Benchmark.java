package org.iasql.benchmark;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

  private Report report() {
    PrintWriter out = spec.commandLine().getOut();
    return new Report(out);
  }
}
