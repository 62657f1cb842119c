package org.iasql.examples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Marks tests that run only where a Python with Django is. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = NeedsDjango.PYTHON,
    matches = ".+",
    disabledReason =
        "IASQL_TEST_DJANGO names no Python that has Django and psycopg; .ci/run installs one")
@interface NeedsDjango {
  /** The variable that names the Python. */
  String PYTHON = "IASQL_TEST_DJANGO";
}
