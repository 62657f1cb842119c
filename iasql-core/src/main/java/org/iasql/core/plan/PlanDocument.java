package org.iasql.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.iasql.core.RefusedException;

/**
 * A plan that can be kept, reviewed and applied later: {@code docs/plan-json.md} describes its JSON
 * form.
 *
 * @param engineVersion of the engine that made it
 * @param madeAt when
 * @param database the database that it was made from
 * @param accountId of the AWS account, twelve digits
 * @param hidden how many changes it leaves out, because whoever asked for it may not SELECT the tables
 * @param changes in the order of {@code iasql_plan_apply()}
 */
public record PlanDocument(
    String engineVersion,
    Instant madeAt,
    Database database,
    String accountId,
    int hidden,
    List<ChangeDetails> changes) {
  /** The version of the JSON form that this class writes; it reads this one and older ones. */
  public static final int VERSION = 1;

  private static final String FORMAT = "iasql-plan";

  /**
   * Which database a plan was made from.
   *
   * @param name its name, for people
   * @param systemIdentifier the cluster's
   * @param oid the database's number in that cluster
   */
  public record Database(String name, String systemIdentifier, long oid) {
    /** Whether both are the same database, whatever its name is by now. */
    public boolean isSameAs(Database other) {
      return systemIdentifier.equals(other.systemIdentifier) && oid == other.oid;
    }

    @Override
    public String toString() {
      return "'%s' (%s/%d)".formatted(name, systemIdentifier, oid);
    }
  }

  /** Copies the list. */
  public PlanDocument {
    changes = List.copyOf(changes);
  }

  /** Returns the JSON form, on several lines, ended by a newline. */
  public String toJson() {
    return toTree().toPrettyString() + "\n";
  }

  /** Returns the JSON form. */
  public ObjectNode toTree() {
    ObjectNode tree =
        PlanJson.MAPPER.createObjectNode().put("format", FORMAT).put("version", VERSION);
    return tree.setAll((ObjectNode) PlanJson.MAPPER.valueToTree(this));
  }

  /**
   * Reads the JSON form.
   *
   * @throws RefusedException if it is no JSON, no plan, or a plan of a newer version
   */
  public static PlanDocument fromJson(String json) {
    try {
      return fromTree(PlanJson.MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "This is no saved plan: it is no JSON (%s). Give what iasql_plan_json() returned, unchanged."
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Reads the JSON form.
   *
   * @throws RefusedException if it is no plan, or a plan of a newer version
   */
  public static PlanDocument fromTree(JsonNode tree) {
    if (!tree.path("format").asText().equals(FORMAT)) {
      throw new RefusedException(
          "This is no saved plan: it has no \"format\": \"iasql-plan\". Give what iasql_plan_json() returned, unchanged.");
    }
    if (tree.path("version").asInt() > VERSION) {
      throw new RefusedException(
          "The saved plan is of version %s, made by IaSQL %s, and this one reads version %d. Upgrade, or make the plan again: SELECT iasql_plan_json()."
              .formatted(
                  tree.path("version").asText(),
                  tree.path("engine_version").asText("of unknown version"),
                  VERSION));
    }
    try {
      return PlanJson.MAPPER.treeToValue(tree, PlanDocument.class);
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "The saved plan cannot be read: %s. Give what iasql_plan_json() returned, unchanged."
              .formatted(e.getOriginalMessage().replaceFirst("(?s)\n.*", "")),
          e);
    }
  }
}
