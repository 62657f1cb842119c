package org.iasql.engine.request;

/** What a server may lose that is not told otherwise, when one of its processes is killed. */
public final class Durability {
  /** Makes a session's commits last where the server, database or role says that they need not. */
  public static final String OF_COMMITS =
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

  private Durability() {}
}
