package org.iasql.local.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.RdsException;

class ParameterGroupsTest {
  private final RdsClient rds = SimulatedAws.create().rds();

  @Test
  void createsGroupOfAKnownFamily() {
    create("Group", "postgres15");
    assertThat(rds.describeDBParameterGroups().dbParameterGroups())
        .extracting(DBParameterGroup::dbParameterGroupArn)
        .containsExactly("arn:aws:rds:us-east-2:123456789012:pg:group");
    assertCode("DBParameterGroupAlreadyExists", () -> create("group", "postgres15"));
    assertCode("InvalidParameterValue", () -> create("other", "postgres3"));
    assertCode("InvalidParameterValue", () -> create("default.mine", "postgres15"));
  }

  @Test
  void refusesGroupThatDoesNotFitTheEngine() {
    create("group", "mysql8.0");
    assertCode("InvalidParameterCombination", () -> createInstance("group"));
  }

  @Test
  void keepsGroupThatAnInstanceUses() {
    create("group", "postgres17");
    createInstance("group");
    assertCode("InvalidDBParameterGroupState", () -> delete("group"));
    rds.deleteDBInstance(r -> r.dbInstanceIdentifier("app").skipFinalSnapshot(true));
    delete("group");
    assertCode("DBParameterGroupNotFound", () -> delete("group"));
  }

  @Test
  void neitherDeletesNorModifiesDefaultGroups() {
    assertThat(rds.describeDBParameterGroups(r -> r.dbParameterGroupName("default.postgres15"))
            .dbParameterGroups())
        .hasSize(1);
    assertCode("InvalidParameterValue", () -> delete("default.postgres15"));
    assertCode(
        "InvalidDBParameterGroupState",
        () -> modify("default.postgres15", value("work_mem", "64")));
  }

  @Test
  void pagesParametersAndFiltersThemBySource() {
    create("group", "postgres15");
    assertThat(rds.describeDBParameters(r -> r.dbParameterGroupName("group")).parameters())
        .hasSize(100);
    assertThat(
            rds
                .describeDBParametersPaginator(r -> r.dbParameterGroupName("group"))
                .parameters()
                .stream())
        .hasSizeGreaterThan(150);
    assertThat(userParameters()).isEmpty();
  }

  @Test
  void setsAndResetsParameters() {
    create("group", "postgres15");
    modify("group", value("work_mem", "65536"), value("log_statement", "all"));
    assertThat(userParameters()).containsExactly("log_statement=all", "work_mem=65536");
    rds.resetDBParameterGroup(
        r -> r.dbParameterGroupName("group").parameters(value("work_mem", "")));
    assertThat(userParameters()).containsExactly("log_statement=all");
    rds.resetDBParameterGroup(r -> r.dbParameterGroupName("group").resetAllParameters(true));
    assertThat(userParameters()).isEmpty();
  }

  @Test
  void setsAllOrNoneOfAtMostTwentyParameters() {
    create("group", "postgres15");
    assertCode(
        "InvalidParameterValue", () -> modify("group", value("work_mem", "1"), value("no", "1")));
    assertCode("InvalidParameterValue", () -> modify("group", value("listen_addresses", "*")));
    Parameter immediate = value("max_connections", "10");
    assertCode("InvalidParameterCombination", () -> modify("group", immediate));
    Parameter[] many =
        IntStream.range(0, 21).mapToObj(i -> value("work_mem", "" + i)).toArray(Parameter[]::new);
    assertCode("InvalidParameterValue", () -> modify("group", many));
    assertThat(userParameters()).isEmpty();
  }

  private void create(String name, String family) {
    rds.createDBParameterGroup(
        r -> r.dbParameterGroupName(name).dbParameterGroupFamily(family).description("A group"));
  }

  private void createInstance(String group) {
    rds.createDBInstance(r -> r.dbInstanceIdentifier("app")
        .engine("postgres")
        .dbInstanceClass("db.t3.micro")
        .allocatedStorage(20)
        .masterUsername("postgres")
        .masterUserPassword("secretsecret")
        .dbParameterGroupName(group));
  }

  private void delete(String name) {
    rds.deleteDBParameterGroup(r -> r.dbParameterGroupName(name));
  }

  private void modify(String name, Parameter... parameters) {
    rds.modifyDBParameterGroup(r -> r.dbParameterGroupName(name).parameters(parameters));
  }

  private static Parameter value(String name, String value) {
    return Parameter.builder()
        .parameterName(name)
        .parameterValue(value)
        .applyMethod(ApplyMethod.IMMEDIATE)
        .build();
  }

  private List<String> userParameters() {
    return rds
        .describeDBParameters(r -> r.dbParameterGroupName("group").source("user"))
        .parameters()
        .stream()
        .map(parameter -> parameter.parameterName() + "=" + parameter.parameterValue())
        .toList();
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RdsException.class)
        .isThrownBy(call)
        .satisfies(error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
