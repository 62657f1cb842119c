package org.iasql.cli;

import java.util.List;
import org.iasql.local.wire.NeedsEmulator;
import org.iasql.local.wire.WireIasql;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tutorial typed into psql, on an account over HTTP. */
@NeedsEmulator
class TutorialInPsqlWireTest extends TutorialInPsqlTest {
  /** Empties the emulator's account before each test. */
  @RegisterExtension
  static final WireIasql WIRE = WireIasql.direct();

  @Override
  List<String> account() {
    return List.of("--endpoint", System.getenv("IASQL_TEST_MOTO"), "--region", "us-east-2");
  }
}
