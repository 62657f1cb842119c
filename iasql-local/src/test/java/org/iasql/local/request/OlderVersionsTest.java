package org.iasql.local.request;

import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** On the versions that run without Docker; all other tests are on the newest. */
@ParameterizedClass(name = "PostgreSQL {0}")
@ValueSource(ints = {14, 15, 16, 17})
class OlderVersionsTest extends VersionsContract {
  @Parameter
  int version;

  /** A version that this machine does not have is skipped as a whole. */
  @BeforeParameterizedClassInvocation
  static void start(int version) {
    TestPostgres.installed(version);
  }

  @Override
  EmbeddedDatabase server() {
    return TestPostgres.installed(version);
  }
}
