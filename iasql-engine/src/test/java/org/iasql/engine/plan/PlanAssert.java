package org.iasql.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;
import org.iasql.core.Action;

/** Reads a plan as a sentence: what it creates, updates, replaces, deletes and refuses. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {
  private final List<String> changes = new ArrayList<>();
  private final List<String> refusals;

  private PlanAssert(Plan plan) {
    super(plan, PlanAssert.class);
    plan.changes().forEach(c -> changes.add(sentence(c.action(), c.table(), c.description())));
    refusals = new ArrayList<>(plan.refusals());
  }

  /** Starts a sentence about {@code plan}. */
  public static PlanAssert assertThat(Plan plan) {
    return new PlanAssert(plan);
  }

  private static String sentence(Action action, String table, String description) {
    return action.name().toLowerCase(Locale.ROOT) + " " + table + " " + description;
  }

  /** The plan creates a resource; the sentence goes on. */
  public PlanAssert creates(String table, String description) {
    return takes(sentence(Action.CREATE, table, description));
  }

  /** The plan updates a resource; the sentence goes on. */
  public PlanAssert updates(String table, String description) {
    return takes(sentence(Action.UPDATE, table, description));
  }

  /** The new one is there before the old one goes. */
  public PlanAssert replaces(String table, String description) {
    return takes(sentence(Action.REPLACE, table, description));
  }

  /** The old one has to go first. */
  public PlanAssert interrupts(String table, String description) {
    return replaces(table, description + " (interrupts)");
  }

  /**
   * The plan deletes a resource; the sentence goes on.
   *
   * @param identity AWS's id or ARN
   */
  public PlanAssert deletes(String table, String identity) {
    return takes(sentence(Action.DELETE, table, identity));
  }

  /** One refusal contains all of the texts. */
  public PlanAssert refuses(String... texts) {
    String found = refusals.stream()
        .filter(refusal -> List.of(texts).stream().allMatch(refusal::contains))
        .findFirst()
        .orElse("");
    if (!refusals.remove(found)) {
      failWithMessage("Expected a refusal with%n  %s%nbut found%n  %s", List.of(texts), refusals);
    }
    return this;
  }

  /** Nothing was planned or refused that the sentence has not named. */
  public void andNothingElse() {
    if (!changes.isEmpty() || !refusals.isEmpty()) {
      failWithMessage("Did not expect%n  %s%n  %s", changes, refusals);
    }
  }

  /** The plan is empty. */
  public void changesNothing() {
    andNothingElse();
  }

  private PlanAssert takes(String sentence) {
    if (!changes.remove(sentence)) {
      failWithMessage(
          "Expected%n  %s%nbut found%n  %s%n  %s",
          sentence, String.join("\n  ", changes), refusals);
    }
    return this;
  }
}
