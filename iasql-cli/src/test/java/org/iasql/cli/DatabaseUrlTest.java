package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iasql.core.IasqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @Test
  void readsWhatPsqlTakes() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgresql://o%27me:p%40w%3A1@db.example:6543/my%20db?sslmode=require");
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6543/my%20db?sslmode=require");
    assertThat(url.user()).contains("o'me");
    assertThat(url.password()).contains("p@w:1");
    assertThat(url).hasToString("jdbc:postgresql://db.example:6543/my%20db");
  }

  @Test
  void readsAJdbcUrlAsItIs() {
    DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://db/infra?password=x");
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db/infra?password=x");
    assertThat(url.holdsPassword()).isTrue();
    assertThat(DatabaseUrl.parse("postgres://me@db/infra").holdsPassword()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "infra", "http://me:secret@db/x", "postgresql:///infra", "postgresql://a b"})
  void refusesOthers(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IasqlException.class)
        .hasMessageContaining("cannot be read: it has the form")
        .hasMessageNotContaining("secret");
  }
}
