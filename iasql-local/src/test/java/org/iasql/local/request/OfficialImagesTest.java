package org.iasql.local.request;

import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.junit.jupiter.Testcontainers;

/** On PostgreSQL's official images, whose loopback interface trusts everybody. */
@Testcontainers(disabledWithoutDocker = true)
@ParameterizedClass(name = "postgres:{0}")
@ValueSource(ints = {13, 14, 15, 16, 17, 18})
class OfficialImagesTest extends VersionsContract {
  @Parameter
  int version;

  @Override
  EmbeddedDatabase server() {
    return TestPostgres.official(version);
  }
}
