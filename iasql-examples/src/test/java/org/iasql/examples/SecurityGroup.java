package org.iasql.examples;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of table security_group, with its rules. */
@Entity
@Table(name = "security_group")
class SecurityGroup {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable
  Integer id;

  @Nullable
  String region;

  @Column(name = "group_name")
  String name = "";

  @Nullable
  String description;

  @Column(name = "owner_id")
  @Nullable
  String ownerId;

  @Column(name = "group_id")
  @Nullable
  String groupId;

  @Column(name = "vpc_id")
  @Nullable
  Integer vpcId;

  @OneToMany(mappedBy = "group", cascade = CascadeType.ALL, orphanRemoval = true)
  List<SecurityGroupRule> rules = new ArrayList<>();

  /** Made by the persistence provider. */
  protected SecurityGroup() {}

  SecurityGroup(String name) {
    this.name = name;
  }

  /** Lets TCP in from a block of addresses. */
  SecurityGroup admit(int port, String block) {
    rules.add(new SecurityGroupRule(this, port, block));
    return this;
  }
}
