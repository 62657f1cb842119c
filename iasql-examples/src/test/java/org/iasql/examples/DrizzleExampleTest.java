package org.iasql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What drizzle-kit reads from the database compiles, and drizzle-orm previews with it. */
@IasqlTest(
    modules = {"aws_cloudwatch", "aws_ecs_fargate", "aws_elb", "aws_rds", "aws_security_group"})
@EnabledIfEnvironmentVariable(
    named = DrizzleExampleTest.NODE,
    matches = ".+",
    disabledReason = "IASQL_TEST_NODE names no Node.js, with the packages of examples/drizzle"
        + " installed; .ci/run installs them")
class DrizzleExampleTest {
  static final String NODE = "IASQL_TEST_NODE";

  @Test
  void pullsCompilesAndPreviews(LocalIasql local, Iasql iasql, SimulatedAws aws) {
    Example drizzle = Example.drizzle(local.url());
    assertThat(drizzle.run("node_modules/drizzle-kit/bin.cjs", "pull"))
        .contains("Your schema file is ready");
    String schema = Sources.text(drizzle.directory().resolve("drizzle/schema.ts"));

    assertThat(count(schema, "\\.primaryKey\\(\\)|\\tprimaryKey\\(\\{"))
        .as("primary keys")
        .isEqualTo(count(schema, " = pgTable\\("))
        .isEqualTo(constraints(iasql, "p"));
    assertThat(count(schema, "\\.references\\(|\\tforeignKey\\(\\{"))
        .as("foreign keys")
        .isEqualTo(constraints(iasql, "f"));
    assertThat(schema)
        .contains("pgEnum(\"container_definition_protocol_enum\", [\"tcp\", \"udp\"])")
        .contains("cpuMemory: taskDefinitionCpuMemoryEnum(\"cpu_memory\").notNull()")
        .contains("region: text().default(sql`default_aws_region()`).notNull()")
        .contains("desiredCount: integer(\"desired_count\").default(1).notNull()")
        .contains(".default(\"MUTABLE\").notNull()")
        .contains("subnets: text().array()")
        .contains("assumeRolePolicyDocument: jsonb(\"assume_role_policy_document\").notNull()");

    drizzle.run("node_modules/typescript/bin/tsc");
    assertThat(drizzle.run("build/preview.js"))
        .contains("drizzle: drizzle, region us-east-2, VPC 1")
        .contains("create security_group drizzle")
        .contains("create security_group_rule ingress tcp 443-443 from 10.0.0.0/8")
        .contains("0 rows left");
    assertThat(aws.calls().mutating()).isEmpty();
  }

  private static long count(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static long constraints(Iasql iasql, String type) {
    return iasql.<Long, RuntimeException>withHandle(handle -> handle
        .createQuery(
            "SELECT count(*) FROM pg_constraint WHERE contype = ? AND connamespace = 'public'::regnamespace")
        .bind(0, type)
        .mapTo(Long.class)
        .one());
  }
}
