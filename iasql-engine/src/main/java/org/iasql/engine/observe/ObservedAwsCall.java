package org.iasql.engine.observe;

import java.util.Optional;
import java.util.UUID;

/**
 * One attempt of a call of AWS.
 *
 * @param operation for which it was made: a call of a SQL function, or an operation that is settled;
 *     empty for what the engine asks when it starts
 * @param service as AWS writes it, such as {@code ELBv2}
 * @param method such as {@code CreateListener}
 * @param attempt 1, or more where the same call was repeated
 */
public record ObservedAwsCall(
    Optional<UUID> operation, String service, String method, int attempt, Ending ending) {}
