package org.iasql.local.aws;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.iasql.engine.AwsClients;
import org.iasql.engine.EngineModules;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Patience;

/** Every resource mapper, and an account for it to read, for tests that need no engine. */
public final class Mappers {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
    Thread thread = new Thread(work, "mappers");
    thread.setDaemon(true);
    return thread;
  });

  private Mappers() {}

  /** The mappers of all modules. */
  public static List<ResourceMapper<?>> all() {
    return EngineModules.all().stream()
        .map(EngineModule::mappers)
        .<ResourceMapper<?>>flatMap(List::stream)
        .toList();
  }

  /** What clients reach, with threads that every test shares. */
  public static Account account(AwsClients clients) {
    return new Account(clients, Patience.standard(), THREADS);
  }
}
