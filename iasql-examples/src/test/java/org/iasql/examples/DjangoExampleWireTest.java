package org.iasql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.engine.AwsClients;
import org.iasql.local.wire.NeedsEmulator;
import org.iasql.local.wire.WireIasql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Django project's migrations over HTTP. */
@NeedsEmulator
@NeedsDjango
class DjangoExampleWireTest {
  @RegisterExtension
  static final WireIasql WIRE = WireIasql.direct();

  @Test
  void migratesForwardAndBackToZero() throws Exception {
    Example django = Example.django(WIRE.url());
    try (AwsClients aws = WireIasql.account()) {
      assertThat(django.run("migrate")).contains("create service quickstart-service");
      assertThat(Account.names(aws)).isEqualTo(DjangoExampleTest.STACK);
      WIRE.assertConverged();

      assertThat(django.run("migrate", "infra", "zero"))
          .contains("delete service arn:", "Unapplying infra.0001_modules... OK");
      assertThat(Account.names(aws)).isEmpty();
      assertThat(WIRE.client().installedModules()).isEmpty();
    }
  }
}
