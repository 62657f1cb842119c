package org.iasql.local.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Marks tests that run only where a proxy in front of moto makes faults. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsEmulator
@EnabledIfEnvironmentVariable(
    named = Emulator.PROXY_VARIABLE,
    matches = ".+",
    disabledReason = "IASQL_TEST_PROXY names no address of a fault-making proxy in front of moto;"
        + " .ci/run starts one where IASQL_CLOUD_PROXY names its script")
public @interface NeedsProxy {}
