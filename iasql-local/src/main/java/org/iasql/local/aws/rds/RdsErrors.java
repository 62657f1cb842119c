package org.iasql.local.aws.rds;

import org.iasql.local.aws.AwsError;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbParameterGroupStateException;
import software.amazon.awssdk.services.rds.model.RdsException;

/** The errors that several operations of RDS answer, and the checks that lead to them. */
final class RdsErrors {
  private static final int MIN_RECORDS = 20;
  private static final int MAX_RECORDS = 100;
  private static final String IDENTIFIER = "(?i)[a-z](?:-?[a-z0-9])*";

  private RdsErrors() {}

  static AwsServiceException invalidValue(String message) {
    return error(RdsException.builder(), "InvalidParameterValue", 400, message);
  }

  static AwsServiceException invalidCombination(String message) {
    return error(RdsException.builder(), "InvalidParameterCombination", 400, message);
  }

  static AwsServiceException invalidInstanceState(String message) {
    return error(InvalidDbInstanceStateException.builder(), "InvalidDBInstanceState", 400, message);
  }

  static AwsServiceException invalidGroupState(String message) {
    return error(
        InvalidDbParameterGroupStateException.builder(),
        "InvalidDBParameterGroupState",
        400,
        message);
  }

  static AwsServiceException groupNotFound(String name) {
    return error(
        DbParameterGroupNotFoundException.builder(),
        "DBParameterGroupNotFound",
        404,
        "DBParameterGroup not found: " + name);
  }

  static AwsServiceException error(
      AwsServiceException.Builder exception, String code, int status, String message) {
    return AwsError.raise(exception, code, status, message);
  }

  static <T> T required(String member, @Nullable T value) {
    if (value == null) {
      throw error(
          RdsException.builder(),
          "MissingParameter",
          400,
          "The request must contain the parameter " + member + ".");
    }
    return value;
  }

  static void checkIdentifier(String member, String value, int longest) {
    if (value.length() > longest || !value.matches(IDENTIFIER)) {
      throw invalidValue("The parameter "
          + member
          + " is not a valid identifier. Identifiers must begin with a letter; must contain only "
          + "ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two "
          + "consecutive hyphens.");
    }
  }

  /** Returns the page size, which RDS does not round: too small or too large is an error. */
  static int records(@Nullable Integer max) {
    if (max != null && (max < MIN_RECORDS || max > MAX_RECORDS)) {
      throw invalidValue("Invalid value "
          + max
          + " for MaxRecords. Must be between "
          + MIN_RECORDS
          + " and "
          + MAX_RECORDS);
    }
    return max == null ? MAX_RECORDS : max;
  }
}
