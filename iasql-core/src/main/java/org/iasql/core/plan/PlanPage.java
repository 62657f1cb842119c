package org.iasql.core.plan;

import static org.iasql.core.plan.Html.escaped;
import static org.iasql.core.plan.Html.isolated;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iasql.core.Action;
import org.iasql.core.resource.JsonDocument;

/**
 * A plan as one HTML page: the graph of what waits for what, and each change column by column. The page
 * needs nothing from elsewhere, follows the reader's light or dark setting, and runs no script but its
 * own.
 */
public final class PlanPage {
  private static final String STYLE = Html.resource("page.css");
  private static final String SCRIPT = Html.resource("page.js");

  private final StringBuilder html = new StringBuilder();

  private PlanPage() {}

  /** Returns the page, UTF-8 when it is written. */
  public static String page(PlanDocument plan) {
    return new PlanPage().write(plan);
  }

  private String write(PlanDocument plan) {
    head(plan);
    html.append("<main>\n<h1>Plan of ")
        .append(isolated(plan.database().name()))
        .append("</h1>\n<p class=\"muted\">AWS account %s · database %s/%d · %s · IaSQL %s</p>\n"
            .formatted(
                escaped(plan.accountId()),
                escaped(plan.database().systemIdentifier()),
                plan.database().oid(),
                plan.madeAt(),
                escaped(plan.engineVersion())));
    counts(plan);
    if (!plan.changes().isEmpty()) {
      html.append("<h2>What waits for what</h2>\n<div class=\"graph\">\n")
          .append(GraphSvg.of(plan.changes()))
          .append(
              "</div>\n<p class=\"muted\">From left to right. Deletes wait for everything else as well.</p>\n")
          .append("<h2>Changes</h2>\n");
      plan.changes().forEach(change -> change(change, plan.changes().size() == 1));
    }
    return html.append("</main>\n<script>")
        .append(SCRIPT)
        .append("</script>\n</body>\n</html>\n")
        .toString();
  }

  private void head(PlanDocument plan) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'\">\n"
                .formatted(hash(SCRIPT)))
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Plan of ")
        .append(escaped(plan.database().name()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n");
  }

  private static String hash(String script) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private void counts(PlanDocument plan) {
    html.append("<p>");
    for (Action action : Action.values()) {
      long count =
          plan.changes().stream().filter(change -> change.action() == action).count();
      if (count > 0) {
        html.append("<span class=\"count %1$s\">%2$d %1$s</span>".formatted(action, count));
      }
    }
    html.append(plan.changes().isEmpty() ? "No changes." : "").append("</p>\n");
    if (plan.hidden() > 0) {
      html.append(
          "<p><strong>%d more not shown</strong>, because who made this plan may not SELECT their tables.</p>\n"
              .formatted(plan.hidden()));
    }
  }

  private void change(ChangeDetails change, boolean open) {
    html.append(
        "<details class=\"change %1$s\" id=\"change-%2$d\"%3$s><summary>%2$d. <span class=\"action\">%1$s</span> %4$s %5$s</summary>\n<div class=\"body\">\n"
            .formatted(
                change.action(),
                change.number(),
                open ? " open" : "",
                escaped(change.tableName()),
                isolated(change.description())));
    change
        .reason()
        .ifPresent(reason -> html.append("<p>").append(isolated(reason)).append("</p>\n"));
    List<ColumnDetails> changed =
        change.columns().stream().filter(ColumnDetails::changed).toList();
    List<ColumnDetails> same =
        change.columns().stream().filter(column -> !column.changed()).toList();
    columns(changed);
    if (!same.isEmpty()) {
      html.append(
          "<details><summary class=\"muted\">%d unchanged</summary>\n".formatted(same.size()));
      columns(same);
      html.append("</details>\n");
    }
    list(
        "Waits for",
        change.waitsFor().stream()
            .map("<a href=\"#change-%1$d\">%1$d</a>"::formatted)
            .toList());
    list(
        "At most these AWS calls",
        change.calls().stream()
            .map(call -> "<code>" + escaped(call) + "</code>")
            .toList());
    list("Known after the apply", change.unknown().stream().map(Html::isolated).toList());
    html.append("</div></details>\n");
  }

  private void list(String title, List<String> items) {
    if (!items.isEmpty()) {
      html.append("<p><span class=\"muted\">%s:</span> %s</p>\n"
          .formatted(title, items.stream().collect(Collectors.joining(", "))));
    }
  }

  private void columns(List<ColumnDetails> columns) {
    if (columns.isEmpty()) {
      return;
    }
    html.append("<table>\n<tr><th>column</th><th>before</th><th>after</th></tr>\n");
    for (ColumnDetails column : columns) {
      html.append("<tr%s><td>%s</td><td>%s</td>%s</tr>\n"
          .formatted(
              column.changed() ? " class=\"changed\"" : "",
              escaped(column.name()),
              value(column.before()),
              column.knownAfterApply()
                  ? "<td class=\"later\">known after apply</td>"
                  : "<td>" + value(column.after()) + "</td>"));
    }
    html.append("</table>\n");
  }

  private static String value(Optional<JsonDocument> value) {
    return value
        .map(JsonDocument::root)
        .map(json -> json.isTextual()
            ? json.textValue()
            : json.isContainerNode() ? json.toPrettyString() : json.asText())
        .map(Html::isolated)
        .orElse("");
  }
}
