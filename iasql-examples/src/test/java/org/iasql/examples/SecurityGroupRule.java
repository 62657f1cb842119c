package org.iasql.examples;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of table security_group_rule. */
@Entity
@Table(name = "security_group_rule")
class SecurityGroupRule {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable
  Integer id;

  @Nullable
  String region;

  @Column(name = "security_group_rule_id")
  @Nullable
  String ruleId;

  @Column(name = "is_egress")
  boolean egress;

  @Column(name = "ip_protocol")
  String protocol = "tcp";

  @Column(name = "from_port")
  @Nullable
  Integer fromPort;

  @Column(name = "to_port")
  @Nullable
  Integer toPort;

  @Column(name = "cidr_ipv4")
  @ColumnTransformer(write = "?::cidr")
  @Nullable
  String block;

  @ManyToOne
  @JoinColumn(name = "security_group_id")
  @Nullable
  SecurityGroup group;

  /** Made by the persistence provider. */
  protected SecurityGroupRule() {}

  SecurityGroupRule(SecurityGroup group, int port, String block) {
    this.group = group;
    this.fromPort = port;
    this.toPort = port;
    this.block = block;
  }
}
