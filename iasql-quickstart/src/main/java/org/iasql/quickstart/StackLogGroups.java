package org.iasql.quickstart;

import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.core.IasqlTransaction;

/** The log groups that stacks' containers write to. */
record StackLogGroups(IasqlTransaction tx) {

  LogGroup use(String name) {
    LogGroupDao groups = tx.dao(LogGroupDao.class);
    return groups
        .findByName(name)
        .orElseGet(() -> groups.insert(LogGroup.builder().logGroupName(name).build()));
  }

  /** Deletes the groups of a task definition, as it was, to which no container writes any more. */
  void deleteUnused(TaskDefinition before) {
    LogGroupDao groups = tx.dao(LogGroupDao.class);
    before.containers().stream()
        .map(ContainerDefinition::logGroupId)
        .flatMap(Optional::stream)
        .distinct()
        .map(groups::find)
        .flatMap(Optional::stream)
        .filter(this::isUnusedAndWasInserted)
        .forEach(groups::delete);
  }

  /** A group that was imported came into its row with its ARN; the audit remembers that. */
  private boolean isUnusedAndWasInserted(LogGroup group) {
    return tx.handle()
        .createQuery("""
            SELECT NOT EXISTS (SELECT FROM public.container_definition WHERE log_group_id = :id)
              AND EXISTS (
                SELECT FROM public.iasql_audit_log
                WHERE table_name = 'log_group' AND change_type = 'insert'
                  AND change #>> '{new,id}' = CAST(CAST(:id AS integer) AS text)
                  AND change #>> '{new,log_group_arn}' IS NULL)""")
        .bind("id", group.id().orElseThrow())
        .mapTo(Boolean.class)
        .one();
  }
}
