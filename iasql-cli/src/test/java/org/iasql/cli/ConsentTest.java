package org.iasql.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.iasql.core.IasqlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {
  private final InputStream before = System.in;
  private final StringWriter out = new StringWriter();

  @AfterEach
  void restoreInput() {
    System.setIn(before);
  }

  @ParameterizedTest
  @CsvSource({"y, true", "' YES ', true", "n, false", "'', false", "yep, false"})
  void takesOnlyYesForYes(String answer, boolean given) {
    assertThat(ask(answer + "\n")).isEqualTo(given);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines("\nChange AWS account 1 as planned? It costs money. [y/N] ");
  }

  @Test
  void saysHowToGoAheadWhereNobodyCanAnswer() {
    assertThatThrownBy(() -> ask(""))
        .isInstanceOf(IasqlException.class)
        .hasMessageContaining("--yes");
  }

  private boolean ask(String input) {
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    return Consent.given(new PrintWriter(out), "AWS account 1", " It costs money.");
  }
}
