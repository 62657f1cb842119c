package org.iasql.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void readsAsAPhrase() {
    assertThat(new Change(Action.CREATE, "repository", Optional.of(9), "quickstart-repository"))
        .hasToString("create repository quickstart-repository");
  }

  @Test
  void namesTheActionAsSqlDoes() {
    assertThat(Action.values())
        .extracting(Action::toString)
        .containsExactly("create", "update", "replace", "delete");
  }
}
