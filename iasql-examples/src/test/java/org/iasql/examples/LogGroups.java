package org.iasql.examples;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A Spring Data repository of log groups, which also calls the functions. */
interface LogGroups extends JpaRepository<LogGroup, Integer> {
  /** Finds a group by its key. */
  Optional<LogGroup> findByName(String name);

  /** Shows what an apply would do. */
  @Query(
      nativeQuery = true,
      value = "SELECT concat_ws(' ', action, table_name, description) FROM iasql_plan_apply()")
  List<String> planApply();

  /** Applies the transaction's rows. */
  @Query(
      nativeQuery = true,
      value = "SELECT concat_ws(' ', action, table_name, description) FROM iasql_apply()")
  List<String> apply();
}
