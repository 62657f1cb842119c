package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.iasql.core.Iasql;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.PlanDocument;
import org.iasql.core.plan.PlanPage;
import org.iasql.junit.IasqlTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A browser shows every change of a plan's page, and reports no error. */
@IasqlTest
@EnabledIfEnvironmentVariable(
    named = PlanInBrowserTest.CHROMIUM,
    matches = ".+",
    disabledReason = "IASQL_TEST_CHROMIUM names no chromium; .ci/run installs one")
class PlanInBrowserTest {
  static final String CHROMIUM = "IASQL_TEST_CHROMIUM";

  @TempDir
  private Path directory;

  @Test
  void showsAPlanOfOneChange(Iasql iasql) throws Exception {
    iasql.install("aws_iam");
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "INSERT INTO role (role_name, assume_role_policy_document) VALUES ('worker', jsonb_build_object('Version', '</title><script>throw 1</script> \u202e \ud83d\ude80 ''\"'))");
      PlanDocument plan = tx.plan();
      assertThat(plan.changes()).hasSize(1);
      String dom = dom(plan, "");
      assertThat(dom)
          .contains("</title><script>throw 1</script>".replace("<", "&lt;").replace(">", "&gt;"));
      assertThat(dom).contains("id=\"change-1\" open");
      tx.rollback();
    });
  }

  @Test
  void showsAPlanOfThreeHundredChanges(Iasql iasql) throws Exception {
    iasql.install("aws_security_group");
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "INSERT INTO security_group (group_name, description) SELECT 'group ' || i, 'x' FROM generate_series(1, 100) i");
      tx.handle()
          .execute(
              "INSERT INTO security_group_rule (is_egress, ip_protocol, from_port, to_port, source_security_group_id, security_group_id) SELECT false, 'tcp', 80, 80, coalesce(lag(id, 7) OVER (ORDER BY id), id), id FROM security_group WHERE description = 'x' ORDER BY id LIMIT 100");
      PlanDocument plan = tx.plan();
      assertThat(plan.changes()).hasSize(300);
      String dom = dom(plan, "#change-205");
      assertThat(dom).containsPattern("id=\"change-205\" open");
      tx.rollback();
    });
  }

  /** The page as the browser has it after it ran the page's script. */
  private String dom(PlanDocument plan, String fragment) {
    try {
      Path page = Files.writeString(directory.resolve("plan.html"), PlanPage.page(plan));
      Path log = directory.resolve("log");
      Path dom = directory.resolve("dom");
      List<String> command = new ArrayList<>(List.of(
          System.getenv(CHROMIUM),
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--enable-logging=stderr",
          "--user-data-dir=" + directory.resolve("profile"),
          "--dump-dom",
          page.toUri() + fragment));
      Process browser = new ProcessBuilder(command)
          .redirectError(log.toFile())
          .redirectOutput(dom.toFile())
          .start();
      if (!browser.waitFor(60, TimeUnit.SECONDS)) {
        browser.destroyForcibly();
        throw new AssertionError("The browser has not ended: " + Files.readString(log));
      }
      // What a page's script throws, and what its policy forbids, goes to the console.
      assertThat(Files.readString(log)).doesNotContain("CONSOLE");
      String shown = Files.readString(dom);
      for (ChangeDetails change : plan.changes()) {
        assertThat(shown)
            .containsPattern(
                Pattern.compile("<details [^>]*id=\"change-%d\"[^>]*>".formatted(change.number())))
            .contains("href=\"#change-%d\"><title>".formatted(change.number()));
      }
      return shown;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
