package org.iasql.examples;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A row of table log_group, with every column, as an entity that a tool generates has. */
@Entity
@Table(name = "log_group")
class LogGroup {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable
  Integer id;

  @Nullable
  String region;

  @Column(name = "log_group_name")
  String name = "";

  @Column(name = "log_group_arn")
  @Nullable
  String arn;

  @Column(name = "creation_time")
  @Nullable
  OffsetDateTime creationTime;

  /** Made by the persistence provider. */
  protected LogGroup() {}

  LogGroup(String name) {
    this.name = name;
  }
}
