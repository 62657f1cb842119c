package org.iasql.engine.apply;

import java.util.List;
import java.util.Map;
import org.iasql.core.Change;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.plan.PlannedChange;

/**
 * What an apply did.
 *
 * @param changes as the function returns them
 * @param results what was created, updated or replaced, as AWS has it now
 * @param removed changes whose old resource was deleted, or will be after the commit
 * @param warnings deletes that failed after others had succeeded, as full sentences
 */
public record Applied(
    List<Change> changes,
    Map<PlannedChange<?>, Observed<?>> results,
    List<PlannedChange<?>> removed,
    List<String> warnings) {}
