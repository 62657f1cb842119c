package org.iasql.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeStreamTest {
  private final Warnings warnings = new Warnings();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Consumer<Progress> listener = progress -> heard.add(progress.toString());

  @Test
  void deliversWhileTheCallRuns() throws Exception {
    try (NoticeStream stream = NoticeStream.open(warnings, List.of(listener))) {
      warnings.add("first");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
      warnings.add("second");
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
      assertThat(stream).isNotNull();
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void deliversEachOnceAndInOrder() throws Exception {
    try (NoticeStream stream = NoticeStream.open(warnings, List.of(listener))) {
      assertThat(stream).isNotNull();
      IntStream.range(0, 20_000).forEach(i -> warnings.add("step " + i));
    }
    assertThat(heard)
        .containsExactlyElementsOf(
            IntStream.range(0, 20_000).mapToObj(i -> "step " + i).toList());
  }

  @Test
  void deliversNothingAfterItsEnd() throws Exception {
    NoticeStream stream = NoticeStream.open(warnings, List.of(listener));
    warnings.add("in time");
    stream.close();
    warnings.add("late");
    stream.close();
    assertThat(heard).containsExactly("in time");
  }

  @Test
  void goesOnWhenAListenerFails() throws Exception {
    Consumer<Progress> failing = progress -> {
      throw new IllegalStateException("broken display");
    };
    NoticeStream stream = NoticeStream.open(warnings, List.of(failing, listener));
    warnings.add("one");
    warnings.add("two");
    stream.close();
    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void reportsAStatementThatCannotBeRead() {
    NoticeStream stream = NoticeStream.open(
        () -> {
          throw new SQLException("statement is closed");
        },
        List.of(listener));
    assertThatThrownBy(stream::close).isInstanceOf(SQLException.class);
  }

  /** Appends as pgjdbc does: the first is published by a volatile field, the rest by the chain's own. */
  private static final class Warnings implements NoticeStream.Source {
    private volatile @Nullable SQLWarning first;
    private @Nullable SQLWarning last;

    void add(String text) {
      SQLWarning warning = new SQLWarning(text);
      if (last == null) {
        first = warning;
      } else {
        last.setNextWarning(warning);
      }
      last = warning;
    }

    @Override
    public @Nullable SQLWarning first() {
      return first;
    }
  }
}
