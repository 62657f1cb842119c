package org.iasql.cli;

import java.util.List;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import picocli.CommandLine.Command;

/** {@code iasql sync}: changes the rows until they are as the account is. */
@Command(
    name = "sync",
    description = {
      "Changes the rows until they are as AWS is; rows that were never applied go away.",
      "'iasql plan --sync' shows what it would do."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SyncCommand extends ClientCommand {
  @Override
  int run(Iasql iasql) {
    List<Change> changes = iasql.sync();
    if (output.json()) {
      var document = Json.object();
      document.set("changes", Json.rows(changes));
      output.print(document);
    } else if (changes.isEmpty()) {
      output.out().println("Nothing to do: the rows are as the account is.");
    } else {
      output.table(Change.class, changes);
    }
    return 0;
  }
}
