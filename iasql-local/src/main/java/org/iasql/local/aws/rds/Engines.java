package org.iasql.local.aws.rds;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;

/** The database engines that can be had, with the newest version of each family. */
enum Engines {
  POSTGRES_13("postgres", "13", "13.22"),
  POSTGRES_14("postgres", "14", "14.19"),
  POSTGRES_15("postgres", "15", "15.14"),
  POSTGRES_16("postgres", "16", "16.10"),
  POSTGRES_17("postgres", "17", "17.6"),
  MARIADB_10_6("mariadb", "10.6", "10.6.23"),
  MARIADB_10_11("mariadb", "10.11", "10.11.14"),
  MARIADB_11_4("mariadb", "11.4", "11.4.8"),
  MYSQL_8_0("mysql", "8.0", "8.0.43"),
  MYSQL_8_4("mysql", "8.4", "8.4.6");

  private final String engine;
  private final String major;
  private final String newest;

  Engines(String engine, String major, String newest) {
    this.engine = engine;
    this.major = major;
    this.newest = newest;
  }

  String engine() {
    return engine;
  }

  /** Returns the parameter group family, such as {@code postgres15}. */
  String family() {
    return engine + major;
  }

  String defaultGroup() {
    return "default." + family();
  }

  int port() {
    return engine.equals("postgres") ? 5432 : 3306;
  }

  /** Returns the whole version that a wish, such as {@code 15} or {@code 15.4}, leads to. */
  String version(@Nullable String wish) {
    return wish == null || wish.equals(major) ? newest : wish;
  }

  DBEngineVersion described() {
    return DBEngineVersion.builder()
        .engine(engine)
        .majorEngineVersion(major)
        .engineVersion(newest)
        .dbParameterGroupFamily(family())
        .status("available")
        .build();
  }

  static Optional<Engines> ofFamily(@Nullable String family) {
    return List.of(values()).stream()
        .filter(found -> found.family().equals(family))
        .findFirst();
  }

  /** Returns what an engine and a version mean; without a version the engine's newest family. */
  static Engines find(String engine, @Nullable String version) {
    List<Engines> families =
        List.of(values()).stream().filter(found -> found.engine.equals(engine)).toList();
    if (families.isEmpty()) {
      throw RdsErrors.invalidValue("Invalid DB engine: " + engine);
    }
    if (version == null) {
      return families.get(families.size() - 1);
    }
    return families.stream()
        .filter(found -> version.equals(found.major) || version.startsWith(found.major + "."))
        .max(Comparator.comparingInt(found -> found.major.length()))
        .orElseThrow(() ->
            RdsErrors.invalidCombination("Cannot find version " + version + " for " + engine));
  }
}
