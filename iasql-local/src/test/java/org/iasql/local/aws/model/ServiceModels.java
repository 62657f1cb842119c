package org.iasql.local.aws.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * AWS's own models of its services, as botocore ships them: {@code <service>/<version>/
 * service-2.json}, often compressed. A model is read when it is first asked for, and kept.
 */
final class ServiceModels {
  /** Names the directory; the continuous integration sets it. */
  static final String VARIABLE = "IASQL_BOTOCORE_DATA";

  /** Where the SDK's package of a service has another name than botocore's directory. */
  private static final Map<String, String> DIRECTORIES = Map.of(
      "elasticloadbalancingv2", "elbv2", "ecrpublic", "ecr-public", "cloudwatchlogs", "logs");

  private final Path directory;
  private final Map<String, ServiceModel> models = new ConcurrentHashMap<>();

  ServiceModels(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("'" + directory + "' is no directory. Set " + VARIABLE
          + " to the directory 'data' of an installed botocore.");
    }
    this.directory = directory;
  }

  /** Returns the models that the environment names; empty if it names none. */
  static Optional<ServiceModels> ofEnvironment() {
    return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).map(ServiceModels::new);
  }

  /** Returns the model of a service by the name of the SDK's package, such as {@code ecrpublic}. */
  ServiceModel of(String sdkPackage) {
    return models.computeIfAbsent(sdkPackage, name -> read(DIRECTORIES.getOrDefault(name, name)));
  }

  private ServiceModel read(String service) {
    Path newest = newestVersion(directory.resolve(service));
    Path plain = newest.resolve("service-2.json");
    Path file = Files.exists(plain) ? plain : newest.resolve("service-2.json.gz");
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.equals(plain) ? raw : new GZIPInputStream(raw)) {
      JsonNode root = new ObjectMapper().readTree(in);
      return new ServiceModel(service, root);
    } catch (IOException e) {
      throw new UncheckedIOException("The model " + file + " cannot be read", e);
    }
  }

  private static Path newestVersion(Path service) {
    try (Stream<Path> versions = Files.list(service)) {
      return versions.max(Comparator.naturalOrder()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException("There is no model in " + service, e);
    }
  }
}
