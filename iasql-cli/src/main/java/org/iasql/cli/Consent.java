package org.iasql.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.iasql.core.IasqlException;

/** Asks a person before the first change of a real account. */
final class Consent {
  private Consent() {}

  /** Reads one line: only yes is yes. */
  static boolean given(PrintWriter out, String account, String warning) {
    out.println();
    out.print("Change %s as planned?%s [y/N] ".formatted(account, warning));
    out.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      if (answer == null) {
        out.println();
        throw new IasqlException("Nobody answered, so nothing was changed in AWS. Add --yes to go"
            + " ahead without being asked.");
      }
      return answer.strip().matches("(?i)y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
