package org.iasql.engine;

import java.util.List;
import org.iasql.aws.account.AccountModule;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.cloudwatchlogs.CloudWatchEngineModule;

/** Every module that this engine can install. */
final class EngineModules {
  private EngineModules() {}

  static List<EngineModule> all() {
    return List.of(
        new EngineModule(new AccountModule(), List.of(), List.of()),
        CloudWatchEngineModule.create());
  }
}
