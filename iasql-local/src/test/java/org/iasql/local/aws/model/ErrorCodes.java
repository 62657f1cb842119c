package org.iasql.local.aws.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The error codes that AWS can answer an operation with: those in the service's model, and those that
 * AWS publishes elsewhere. EC2 models none and publishes a list; the other services publish the codes
 * that all of their operations have in common.
 */
final class ErrorCodes {
  private static final Set<String> PUBLISHED = published();

  private ErrorCodes() {}

  /** Tells whether AWS says that an operation may fail so. */
  static boolean known(ServiceModel model, String operation, String code) {
    return model.errorCodes(operation).contains(code)
        || PUBLISHED.contains(model.service() + " " + code);
  }

  private static Set<String> published() {
    Set<String> codes = new TreeSet<>();
    for (String line : lines()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.strip().split("\\s+");
        for (int i = 1; i < words.length; i++) {
          codes.add(words[0] + " " + words[i]);
        }
      }
    }
    return codes;
  }

  private static List<String> lines() {
    try (InputStream in = ErrorCodes.class.getResourceAsStream("published-error-codes.txt")) {
      if (in == null) {
        throw new IllegalStateException("published-error-codes.txt is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
