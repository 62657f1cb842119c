package org.iasql.local.aws.rds;

import org.jspecify.annotations.Nullable;

/** What RDS checks of the values of a database instance, whether created or modified. */
final class InstanceRules {
  private static final int MIN_STORAGE = 20;
  private static final int MAX_STORAGE = 65536;
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 128;
  private static final int MAX_RETENTION = 35;

  private InstanceRules() {}

  static void checkStorage(int gibibytes, String engine) {
    if (gibibytes < MIN_STORAGE || gibibytes > MAX_STORAGE) {
      throw RdsErrors.invalidValue(
          "Invalid storage size for engine name " + engine + " and storage type gp2: " + gibibytes);
    }
  }

  static void checkClass(String instanceClass) {
    if (!instanceClass.matches("db\\.[a-z0-9-]+\\.[a-z0-9]+")) {
      throw RdsErrors.invalidValue("Invalid DB Instance class: " + instanceClass);
    }
  }

  static void checkUsername(String name, Engines engine) {
    boolean isPostgres = engine.engine().equals("postgres");
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*") || name.length() > (isPostgres ? 63 : 16)) {
      throw RdsErrors.invalidValue("The parameter MasterUsername is not a valid identifier.");
    }
    if (name.equalsIgnoreCase("rdsadmin") || (isPostgres && name.equalsIgnoreCase("admin"))) {
      throw RdsErrors.invalidValue(
          "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
    }
  }

  static void checkPassword(@Nullable String password) {
    if (password == null) {
      return;
    }
    if (password.length() < MIN_PASSWORD) {
      throw RdsErrors.invalidValue(
          "The parameter MasterUserPassword is not a valid password because "
              + "it is shorter than "
              + MIN_PASSWORD
              + " characters.");
    }
    if (password.length() > MAX_PASSWORD || !password.matches("[!-~&&[^/@\"]]+")) {
      throw RdsErrors.invalidValue("The parameter MasterUserPassword is not a valid password. Only "
          + "printable ASCII characters besides '/', '@', '\"', ' ' may be used.");
    }
  }

  static void checkRetention(@Nullable Integer days) {
    if (days != null && (days < 0 || days > MAX_RETENTION)) {
      throw RdsErrors.invalidValue(
          "Invalid backup retention period: " + days + ". Must be between 0 and " + MAX_RETENTION);
    }
  }
}
