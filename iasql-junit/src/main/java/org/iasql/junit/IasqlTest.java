package org.iasql.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a fresh database, a fresh simulated AWS account and an engine between them. Tests
 * take them as parameters of these types: {@link org.iasql.core.Iasql Iasql}, {@link
 * org.iasql.local.aws.SimulatedAws SimulatedAws}, {@link org.iasql.local.LocalIasql LocalIasql}
 * (with the URL for other clients), {@link org.jdbi.v3.core.Jdbi Jdbi} and {@link ManualClock}.
 *
 * <p>A static field of one of these types, or such a parameter of a {@code @BeforeAll} method, is
 * shared: all tests of the class then have the same database and account, also in their parameters.
 *
 * <p>All tests of a JVM share one PostgreSQL server, which starts with the first. The engine waits
 * for AWS by moving the account's clock, so that provisioning times pass at once.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(IasqlExtension.class)
public @interface IasqlTest {
  /** The modules that are installed before the test, with those that they need. */
  String[] modules() default {};

  /** The account's default region. */
  String region() default "us-east-2";

  /** How long the engine waits for one resource, in seconds of the account's clock. */
  int patienceSeconds() default 600;

  /** What happens when resources are left in the account that were not there at the beginning. */
  Leaks leaks() default Leaks.REPORT;
}
