package org.iasql.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One line of {@code iasql_status()}: a call that runs, waits or is not settled yet, or a step of it.
 *
 * @param opid of {@code iasql_operation}; empty for a session that waits for another one's transaction
 * @param optype the function without {@code iasql_}, such as {@code apply}
 * @param user the role that logged in; empty after a restart of the server
 * @param applicationName of the caller's session
 * @param pid of the caller's session
 * @param state of the call: {@code waiting}, {@code running}, {@code cancelling}, {@code open} or
 *     {@code failed} while its transaction has not ended, {@code settling}, {@code undoing} or {@code
 *     unsettled}; of a step: {@code running}, {@code done}, {@code failed}, {@code later}, {@code
 *     undone} or {@code left}
 * @param waitsFor whom or what it waits for
 * @param step the number of the step; empty for the call itself
 * @param tableName the step's table
 * @param description what the step does; of a call, who cancelled it
 * @param attempts how many calls of AWS the step has made
 * @param lastError the last one of the step, or what the call failed with
 * @param started when it was called, or the step began
 * @param elapsed since then, until the end of the step
 */
public record OperationStatus(
    Optional<UUID> opid,
    Optional<String> optype,
    Optional<String> user,
    Optional<String> applicationName,
    OptionalInt pid,
    String state,
    Optional<String> waitsFor,
    OptionalInt step,
    Optional<String> tableName,
    Optional<String> description,
    OptionalInt attempts,
    Optional<String> lastError,
    Optional<Instant> started,
    Optional<Duration> elapsed) {}
