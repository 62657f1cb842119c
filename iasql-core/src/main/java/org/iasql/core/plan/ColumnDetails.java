package org.iasql.core.plan;

import java.util.Optional;
import org.iasql.core.resource.JsonDocument;

/**
 * One column of a {@link ChangeDetails change}, or one list of link or child rows.
 *
 * @param name the column's, or the attribute's that holds the list
 * @param before what AWS has; empty where it has nothing, and for what is created
 * @param after what the row says; empty where it says nothing, and for what is deleted
 * @param changed whether both differ, so that AWS gets to know of it
 * @param knownAfterApply whether AWS assigns or chooses it during the apply
 */
public record ColumnDetails(
    String name,
    Optional<JsonDocument> before,
    Optional<JsonDocument> after,
    boolean changed,
    boolean knownAfterApply) {}
