package org.iasql.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.iasql.core.Change;
import org.iasql.core.IasqlException;
import org.iasql.core.plan.PlanDocument;

/** A plan that is kept in a file, to be reviewed and applied later. */
final class PlanFile {
  private PlanFile() {}

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IasqlException(
          "File '%s' could not be written: %s. Name another one.".formatted(file, reason(e)), e);
    }
  }

  static PlanDocument read(Path file) {
    try {
      return PlanDocument.fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new IasqlException(
          "File '%s' could not be read: %s. 'iasql plan --out FILE' writes one."
              .formatted(file, reason(e)),
          e);
    }
  }

  /** What {@code iasql_plan_apply()} showed when the plan was made. */
  static List<Change> changes(PlanDocument plan) {
    return plan.changes().stream()
        .map(c -> new Change(c.action(), c.tableName(), c.id(), c.description()))
        .toList();
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "it is not there" : String.valueOf(e.getMessage());
  }
}
