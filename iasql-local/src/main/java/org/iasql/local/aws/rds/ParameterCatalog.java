package org.iasql.local.aws.rds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.Parameter;

/** The parameters that each engine has, as RDS lists them before anybody sets one. */
final class ParameterCatalog {
  private static final Map<String, Parameter> POSTGRES = read("postgres.parameters");
  private static final Map<String, Parameter> MYSQL = read("mysql.parameters");

  private ParameterCatalog() {}

  static Map<String, Parameter> of(Engines engine) {
    return engine.engine().equals("postgres") ? POSTGRES : MYSQL;
  }

  private static Map<String, Parameter> read(String file) {
    Map<String, Parameter> parameters = new TreeMap<>();
    InputStream resource = ParameterCatalog.class.getResourceAsStream(file);
    if (resource == null) {
      throw new IllegalStateException(
          "The resource '" + file + "' is missing from the class path. Build iasql-local again.");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
        String[] words = line.split(" ");
        for (int i = 2; i < words.length; i++) {
          parameters.put(words[i], parameter(words[i], words[0], words[1]));
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parameters;
  }

  /** A fixed parameter is a static one that RDS keeps to itself. */
  private static Parameter parameter(String name, String applyType, String dataType) {
    boolean fixed = applyType.equals("fixed");
    return Parameter.builder()
        .parameterName(name)
        .description("Sets " + name + ".")
        .source(fixed ? "system" : "engine-default")
        .applyType(fixed ? "static" : applyType)
        .dataType(dataType)
        .isModifiable(!fixed)
        .applyMethod(ApplyMethod.PENDING_REBOOT)
        .build();
  }
}
