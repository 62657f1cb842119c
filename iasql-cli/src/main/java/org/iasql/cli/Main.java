package org.iasql.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command {@code iasql}. */
@Command(
    name = "iasql",
    description = "An AWS account as PostgreSQL tables.",
    mixinStandardHelpOptions = true,
    version = "iasql 0.1.0",
    subcommands = {
      QuickstartCommand.class,
      StartCommand.class,
      EngineCommand.class,
      ConnectCommand.class,
      DoctorCommand.class,
      StatusCommand.class,
      ModulesCommand.class,
      InstallCommand.class,
      UninstallCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      SyncCommand.class,
      CompletionCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  private final boolean terminal;

  private Main(boolean terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs a command, and exits with 0 for success, 2 for a plan that has changes, 1 for a failure, 64 for
   * wrong arguments.
   */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(run(isTerminal(), out, err, arguments));
  }

  /** Runs a command that prints to no terminal. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(false, out, err, arguments);
  }

  private static int run(boolean terminal, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commands = new CommandLine(new Main(terminal));
    if (System.getenv("NO_COLOR") != null) {
      commands.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
    return commands
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(Failures::explainArguments)
        .execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Whether a person looks on, and lines can be rewritten. */
  static boolean terminal(OutputOptions output) {
    return output.root().userObject() instanceof Main main && main.terminal;
  }

  /** A console is there only where input and output are a terminal; TERM says what that understands. */
  private static boolean isTerminal() {
    String type = System.getenv("TERM");
    return System.console() != null && type != null && !type.equals("dumb");
  }
}
