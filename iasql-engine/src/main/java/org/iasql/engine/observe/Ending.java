package org.iasql.engine.observe;

import java.time.Duration;
import java.util.Optional;

/**
 * How something ended.
 *
 * @param duration from its start
 * @param error what kind of error: the name of a class, or AWS's code; empty after a success. No text,
 *     which could name what is nobody's business.
 */
public record Ending(Duration duration, Optional<String> error) {}
