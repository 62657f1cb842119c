package org.iasql.cli;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error what went wrong, without a stack trace unless {@code --debug} asks for it. */
final class Failures implements IExecutionExceptionHandler {
  /** What sysexits.h says of wrong arguments; 2, picocli's own, is a plan that has changes. */
  static final int EX_USAGE = 64;

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    command.getErr().println("Error: " + text(error));
    if (parsed.hasMatchedOption("--json") || command.getParseResult().hasMatchedOption("--json")) {
      command.getOut().println(Json.text(Json.object().put("error", text(error))));
    }
    if (command.getParseResult().hasMatchedOption("--debug")) {
      error.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Says what is wrong with the arguments, and where to read about them: the whole usage would hide it. */
  static int explainArguments(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    command.getErr().println("Error: " + error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, command.getErr());
    command
        .getErr()
        .println("'" + command.getCommandSpec().qualifiedName() + " --help' lists the options.");
    return EX_USAGE;
  }

  /** PostgreSQL's own words, where the error comes from there: JDBI would add the statement. */
  static String text(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql
          && sql.getServerErrorMessage() != null
          && !error.getClass().getName().startsWith("org.iasql.")) {
        return sentences(sql.getServerErrorMessage());
      }
    }
    return error instanceof SQLException || error.getMessage() == null
        ? error.toString()
        : error.getMessage();
  }

  private static String sentences(ServerErrorMessage message) {
    return Arrays.asList(message.getMessage(), message.getDetail(), message.getHint()).stream()
        .filter(part -> part != null && !part.isBlank())
        .map(part -> part.endsWith(".") ? part : part + ".")
        .collect(Collectors.joining(" "));
  }
}
