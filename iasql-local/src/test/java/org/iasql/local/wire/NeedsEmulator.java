package org.iasql.local.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Marks tests that run only where moto does, and one at a time from the start: they share its account. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(Emulator.VARIABLE)
@Order(1)
@EnabledIfEnvironmentVariable(
    named = Emulator.VARIABLE,
    matches = ".+",
    disabledReason = "IASQL_TEST_MOTO names no address of a moto server, such as"
        + " http://127.0.0.1:5000; .ci/run installs and starts one")
public @interface NeedsEmulator {}
