package org.iasql.local.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iasql.engine.IasqlEngine;

/** An engine in a process of its own, which can be killed. */
final class EngineProcess {
  private static final String READY = "ready";

  private final Process process;

  private EngineProcess(Process process) {
    this.process = process;
  }

  /** The process's own main method: url, user and password of the database, key pair and token. */
  public static void main(String[] arguments) throws InterruptedException {
    IasqlEngine.builder()
        .url(arguments[0])
        .user(arguments[1])
        .password(arguments[2])
        .aws(access -> {
          Emulator.connect(access, Emulator.VARIABLE);
          access.credentials(arguments[3], arguments[4], arguments[5]);
        })
        .start();
    System.out.println(READY);
    Thread.currentThread().join();
  }

  /** Starts a process, and returns when its engine answers. */
  static EngineProcess start(String url, String user, String password) {
    return start(
        ProcessBuilder.Redirect.INHERIT, List.of(url, user, password, "test", "test", "token"));
  }

  /** Starts a process with arguments of its own, and its log elsewhere. */
  static EngineProcess start(ProcessBuilder.Redirect log, List<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(
        java,
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        EngineProcess.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
    try {
      Process process = builder.start();
      BufferedReader out = new BufferedReader(
          new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      if (!READY.equals(line)) {
        throw new IllegalStateException("The engine's process said '" + line + "'");
      }
      return new EngineProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException("The engine's process cannot be started", e);
    }
  }

  /** Kills it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
  }

  /** Sends a signal, such as {@code STOP} or {@code CONT}. */
  void signal(String name) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
          .start()
          .waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " answered " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("kill cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
