package org.iasql.local.aws.iam;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What IAM allows in names and descriptions. */
final class Names {
  /** The characters of unique ids such as a role's. */
  static final String ID = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern DESCRIPTION =
      Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");

  private Names() {}

  static void check(String parameter, @Nullable String name, int longest) {
    if (name == null || name.isEmpty()) {
      throw invalid(parameter, name, "Member must have length greater than or equal to 1");
    }
    if (name.length() > longest) {
      throw invalid(parameter, name, "Member must have length less than or equal to " + longest);
    }
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          parameter, name, "Member must satisfy regular expression pattern: [\\w+=,.@-]+");
    }
  }

  static void checkDescription(@Nullable String text) {
    if (text != null && text.length() > 1000) {
      throw invalid("description", text, "Member must have length less than or equal to 1000");
    }
    if (text != null && !DESCRIPTION.matcher(text).matches()) {
      throw invalid(
          "description",
          text,
          "Member must satisfy regular expression pattern: "
              + "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*");
    }
  }

  static void checkSession(@Nullable Integer seconds) {
    if (seconds != null && (seconds < 3600 || seconds > 43200)) {
      throw invalid(
          "maxSessionDuration",
          seconds.toString(),
          "Member must have value between 3600 and 43200");
    }
  }

  private static RuntimeException invalid(
      String parameter, @Nullable String value, String constraint) {
    return IamError.validation("1 validation error detected: Value '"
        + value
        + "' at '"
        + parameter
        + "' failed to satisfy constraint: "
        + constraint);
  }
}
