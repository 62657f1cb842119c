package org.iasql.local.aws;

import java.time.Instant;

/**
 * What a service has registered in a target group.
 *
 * @param address the private IP address
 * @param port where it listens
 * @param since when it was started
 */
public record AttachedTarget(String address, int port, Instant since) {}
