package org.iasql.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.iasql.core.IasqlException;
import org.iasql.engine.IasqlEngine;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.SimulatedAws;

/** An engine in a JVM of its own, with the options of the launcher, so that its costs can be told apart. */
final class EngineProcess implements AutoCloseable {
  private static final List<String> OPTIONS = List.of(
      "-XX:TieredStopAtLevel=1",
      "-XX:+UseSerialGC",
      "-Xshare:auto",
      "-Xms16m",
      "-Xmx256m",
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  private final Process process;

  private EngineProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one, and returns when it answers.
   *
   * @param account the address of AWS, or {@code slow} for a simulated account that takes an hour for a
   *     load balancer
   */
  static EngineProcess start(EmbeddedDatabase server, String database, String account) {
    List<String> command = new java.util.ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(EngineProcess.class.getName(), server.url(database), server.password(), account));
    try {
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      if (process.getInputStream().read() < 0) {
        throw new IasqlException("The engine's process ended when it started; it says why above.");
      }
      return new EngineProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process's own main: an engine until the standard input ends. */
  public static void main(String[] args) throws IOException {
    var builder =
        IasqlEngine.builder().url(args[0]).user(EmbeddedDatabase.SUPERUSER).password(args[1]);
    if (args[2].equals("slow")) {
      builder.aws(SimulatedAws.create().provisioningTime(Duration.ofHours(1)));
    } else {
      builder.aws(
          aws -> aws.region("us-east-2").credentials("test", "test").endpoint(URI.create(args[2])));
    }
    try (IasqlEngine engine = builder.start()) {
      System.out.println(engine);
      System.out.flush();
      while (System.in.read() >= 0) {
        // Until the benchmark ends.
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /** Returns the resident memory in bytes, where the system has /proc. */
  long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
