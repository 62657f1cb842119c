package org.iasql.local.aws;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One call of an operation of the simulated AWS.
 *
 * @param service the SDK's name of the service in lower case, such as {@code ec2}
 * @param operation AWS's name of the operation, such as {@code CreateSecurityGroup}
 * @param region the region, or {@code aws-global} for a service that has none
 * @param request what was sent
 * @param at when it was sent
 * @param errorCode AWS's code of the error that answered it; empty for success, and before the
 *     answer
 */
public record Call(
    String service,
    String operation,
    String region,
    SdkRequest request,
    Instant at,
    Optional<String> errorCode) {

  /** Tells whether the call only looks: its name starts with Describe, List, Get or BatchGet. */
  public boolean isRead() {
    return operation.startsWith("Describe")
        || operation.startsWith("List")
        || operation.startsWith("Get")
        || operation.startsWith("BatchGet");
  }

  Call failed(String code) {
    return new Call(service, operation, region, request, at, Optional.of(code));
  }

  @Override
  public String toString() {
    return service
        + " "
        + operation
        + " in "
        + region
        + errorCode.map(code -> " failed with " + code).orElse("");
  }
}
