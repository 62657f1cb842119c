package org.iasql.deploy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Skips a class where there is no registry to start. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = LocalRegistry.BINARY,
    matches = ".+",
    disabledReason = "IASQL_TEST_REGISTRY does not name the program of an image registry")
public @interface NeedsRegistry {}
