package org.iasql.engine.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL beside this package, and the two ways to write a name or a text into SQL. */
final class Script {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private Script() {}

  static String read(String name, Map<String, String> values) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "Resource '" + name + "' is missing from the engine's jar.");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return PLACEHOLDER.matcher(text).replaceAll(found -> {
        String value = values.get(found.group(1));
        if (value == null) {
          throw new IllegalStateException("'" + name + "' asks for '" + found.group(1) + "'.");
        }
        return Matcher.quoteReplacement(value);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Quotes an identifier. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Quotes a text. */
  static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.contains("\\") ? " E" + quoted.replace("\\", "\\\\") : quoted;
  }
}
