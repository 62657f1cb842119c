package org.iasql.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.iasql.core.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanPageTest {
  private static final Pattern ADDRESS = Pattern.compile("[ <](?:src|href)=\"([^\"]*)\"");

  @Test
  void drawsEachChangeAndLinksItToItsDetails() {
    String page = PlanPage.page(SamplePlan.ofSize(300));
    for (int number = 1; number <= 300; number++) {
      assertThat(page)
          .contains("href=\"#change-" + number + "\"><title>")
          .contains("id=\"change-" + number + "\"");
    }
    assertThat(page)
        .contains("<span class=\"count create\">75 create</span>")
        .contains("<span class=\"count replace\">75 replace</span>");
  }

  @Test
  void needsNothingFromElsewhere() {
    String page = PlanPage.page(SamplePlan.ofSize(30));
    assertThat(ADDRESS.matcher(page).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(address -> address.startsWith("#change-"));
    assertThat(page).contains("default-src 'none'").doesNotContain("url(", "@import");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onclick='alert(1)",
        "</title></style></script><b>",
        "&lt;b&gt; & %s %d",
        "\u202egnp.exe\u0007",
        "grüße-\ud83d\ude80-\u6f22\u5b57"
      })
  void escapesNames(String name) {
    String page = PlanPage.page(SamplePlan.of(SamplePlan.change(1, Action.CREATE, name)));
    String harmless = PlanPage.page(SamplePlan.of(SamplePlan.change(1, Action.CREATE, "x")));
    assertThat(page).contains("<bdi>" + Html.escaped(name) + "</bdi>");
    assertThat(tags(page)).isEqualTo(tags(harmless));
  }

  private static List<String> tags(String page) {
    return Pattern.compile("<[^>]*>")
        .matcher(page)
        .results()
        .map(tag -> tag.group())
        .toList();
  }

  @Test
  void saysThatThereIsNothingToDo() {
    assertThat(PlanPage.page(SamplePlan.of())).contains("No changes.").doesNotContain("<svg");
  }

  @Test
  void placesAChangeAfterWhatItWaitsFor() {
    List<ChangeDetails> changes = SamplePlan.ofSize(300).changes();
    GraphLayout layout = GraphLayout.of(changes);
    assertThat(layout.places().values()).doesNotHaveDuplicates().hasSize(300);
    assertThat(layout.rows()).isLessThanOrEqualTo(24);
    assertThat(changes)
        .allSatisfy(change -> assertThat(change.waitsFor())
            .allSatisfy(before -> assertThat(layout.places().get(before).column())
                .isLessThan(layout.places().get(change.number()).column())));
  }
}
