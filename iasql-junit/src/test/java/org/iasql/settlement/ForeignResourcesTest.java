package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.junit.ManualClock;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.settlement.ForeignResources.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger made after the install is never changed nor deleted, whatever its name is. */
@IasqlTest(
    modules = {Stack.MODULES, "aws_rds"},
    leaks = Leaks.IGNORE)
@Execution(ExecutionMode.CONCURRENT)
class ForeignResourcesTest {
  private static final String TAKEN = "web";
  private static final String FREE = "shop";
  private static final int STEPS = 8;
  private static final Pattern ADOPT = Pattern.compile("iasql_adopt\\('(\\w+)', (\\w+)\\)");

  /** Rows that stand alone, each under the name that is taken. */
  private static final Map<String, String> SINGLE = Map.of(
      "log_group",
      "INSERT INTO log_group (log_group_name) VALUES ('web')",
      "repository",
      "INSERT INTO repository (repository_name) VALUES ('web')",
      "public_repository",
      "INSERT INTO public_repository (repository_name) VALUES ('web')",
      "cluster",
      "INSERT INTO cluster (cluster_name) VALUES ('web')",
      "role",
      Stack.UP.stream().filter(s -> s.contains(" role ")).findFirst().orElseThrow(),
      "security_group",
      "INSERT INTO security_group (group_name) VALUES ('web')",
      "target_group",
      "INSERT INTO target_group (target_group_name, target_type, protocol, port) VALUES"
          + " ('web', 'ip', 'HTTP', 80)",
      "task_definition",
      "WITH t AS (INSERT INTO task_definition (family, cpu_memory) VALUES ('web', 'vCPU1-2GB')"
          + " RETURNING id) INSERT INTO container_definition (task_definition_id, name, image,"
          + " essential) SELECT id, 'web', 'nginx', true FROM t",
      "parameter_group",
      "INSERT INTO parameter_group (name, family, description) VALUES ('web', 'postgres16',"
          + " 'ours')",
      "rds",
      "INSERT INTO rds (db_instance_identifier, allocated_storage, db_instance_class, engine,"
          + " master_username, master_user_password) VALUES ('web', 20, 'db.t3.micro',"
          + " 'postgres', 'ours', 'correct-horse-battery')");

  private static final Map<String, String> RENAME = Map.of(
      "security_group", "UPDATE security_group SET group_name = 'web' WHERE group_name = 'shop'",
      "repository", "UPDATE repository SET repository_name = 'web' WHERE repository_name = 'shop'",
      "target_group",
          "UPDATE target_group SET target_group_name = 'web' WHERE target_group_name = 'shop'",
      "cluster", "UPDATE cluster SET cluster_name = 'web' WHERE cluster_name = 'shop'",
      "load_balancer",
          "UPDATE load_balancer SET load_balancer_name = 'web' WHERE load_balancer_name = 'shop'");

  /** AWS gives these neither a creation time nor an id of their own: a name is all that they have. */
  private static final Set<String> NAME_ALONE = Set.of("cluster", "parameter_group");

  private final Iasql iasql;
  private final SimulatedAws aws;
  private final List<String> steps = new ArrayList<>();

  ForeignResourcesTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void areLeftAsTheyAre(int seed) {
    Random random = new Random(seed);
    ForeignResources foreign = ForeignResources.make(aws, random, TAKEN, "stranger");
    Map<String, String> before = foreign.look();
    List<String> taken = foreign.tablesWith(TAKEN);
    for (int i = 0; i < STEPS; i++) {
      step(random, taken);
      assertThat(foreign.look()).as("seed %d after %s", seed, steps).isEqualTo(before);
    }
    end();
    assertThat(foreign.look()).as("seed %d after %s", seed, steps).isEqualTo(before);
    assertThat(iasql.planApply()).as("seed %d", seed).isEmpty();
    showsAll(foreign.all());
    assertThat(aws.inventory()).as("seed %d after %s", seed, steps).hasSizeGreaterThan(15);
  }

  private void step(Random random, List<String> taken) {
    switch (random.nextInt(9)) {
      case 0, 1 -> up();
      case 2 -> change();
      case 3 -> down();
      case 4 -> deleteAllRecords();
      case 5 -> apply();
      case 6 -> rename(pick(RENAME, random), taken);
      case 7 -> upWithTakenNames(taken);
      default -> single(pick(SINGLE, random), taken, random.nextBoolean());
    }
  }

  private static String pick(Map<String, String> statements, Random random) {
    return statements.keySet().stream().sorted().toList().get(random.nextInt(statements.size()));
  }

  private boolean isUp() {
    return iasql.withTransaction(tx -> tx.handle()
        .createQuery("SELECT EXISTS (SELECT FROM service)")
        .mapTo(Boolean.class)
        .one());
  }

  private void up() {
    apply(); // What AWS made itself has its rows again.
    if (!isUp()) {
      steps.add("up");
      iasql.useTransaction(tx -> {
        Stack.up(FREE, 200).forEach(tx.handle()::execute);
        tx.apply();
      });
    }
  }

  private void change() {
    steps.add("change");
    iasql.useTransaction(tx -> {
      tx.handle().execute("UPDATE service SET desired_count = 3 - desired_count");
      tx.handle()
          .execute("UPDATE target_group SET health_check_path = health_check_path || '/more'");
      tx.handle().execute("UPDATE role SET description = coalesce(description, '') || '.'");
      tx.handle().execute("UPDATE container_definition SET tag = tag || '1'");
      tx.apply();
    });
  }

  private void down() {
    steps.add("down");
    iasql.useTransaction(tx -> {
      Stack.down(FREE, 200).forEach(tx.handle()::execute);
      tx.apply();
    });
  }

  private void deleteAllRecords() {
    steps.add("delete_all_records");
    iasql.deleteAllRecords();
  }

  private void apply() {
    steps.add("apply");
    iasql.apply();
  }

  /** A name that a stranger has is refused; another one is taken, and given back by ROLLBACK. */
  private void rename(String table, List<String> taken) {
    up();
    steps.add("rename " + table);
    List<String> statements = List.of(RENAME.get(table));
    if (taken.contains(table)) {
      refused(statements, table);
    } else {
      iasql.useTransaction(tx -> {
        statements.forEach(tx.handle()::execute);
        tx.planApply();
        tx.rollback();
      });
    }
  }

  private void single(String table, List<String> taken, boolean rollBack) {
    apply();
    steps.add("insert " + table + (rollBack ? " and roll back" : ""));
    String statement = SINGLE.get(table);
    if (taken.contains(table)) {
      refused(List.of(statement), table);
      return;
    }
    iasql.useTransaction(tx -> {
      tx.handle().execute(statement);
      assertThat(tx.apply()).isNotEmpty();
      if (rollBack) {
        tx.rollback();
      }
    });
    if (!rollBack) {
      steps.add("delete_all_records, apply");
      iasql.deleteAllRecords();
      iasql.apply();
    }
  }

  private void upWithTakenNames(List<String> taken) {
    apply();
    steps.add("up with taken names");
    List<String> inTheWay = taken.stream()
        .filter(table ->
            Stack.UP.stream().anyMatch(sql -> sql.startsWith("INSERT INTO " + table + " (")))
        .filter(table -> !table.equals("service")) // Its cluster is another one.
        .toList();
    if (inTheWay.isEmpty()) {
      return;
    }
    refused(Stack.UP, inTheWay.toArray(String[]::new));
  }

  private void refused(List<String> statements, String... tables) {
    var inventory = aws.inventory();
    var refusal = assertThatThrownBy(() -> iasql.useTransaction(tx -> {
          statements.forEach(tx.handle()::execute);
          tx.apply();
        }))
        .as("%s", steps)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("iasql_adopt")
        .hasMessageContainingAll("hoose another name");
    for (String table : tables) {
      refusal.hasMessageContaining(table + " 'web' exists in AWS already");
    }
    assertThat(aws.inventory()).as("%s", steps).isEqualTo(inventory);
  }

  private void end() {
    steps.add("delete_all_records, apply");
    iasql.deleteAllRecords();
    iasql.apply();
  }

  private void showsAll(List<Made> foreign) {
    List<Change> shown = iasql.planSync();
    assertThat(foreign)
        .allSatisfy(resource -> assertThat(shown)
            .anyMatch(change -> change.tableName().equals(resource.table())
                && change.description().contains(resource.mark())));
  }

  /** A stranger's resource that has the name of one that was ours and is gone is not ours. */
  @Test
  void areToldFromOursOfTheSameName(ManualClock clock) {
    iasql.useTransaction(tx -> {
      SINGLE.values().forEach(tx.handle()::execute);
      tx.apply();
    });
    vanish();
    clock.advance(Duration.ofHours(1));
    ForeignResources foreign = ForeignResources.make(aws, () -> TAKEN);
    Map<String, String> before = foreign.look();
    assertThatThrownBy(iasql::apply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContainingAll(SINGLE.keySet().stream()
            .filter(table -> !NAME_ALONE.contains(table))
            .map("iasql_adopt('%s'"::formatted)
            .toArray(String[]::new));
    assertThat(foreign.look()).isEqualTo(before);
    end();
    before.keySet().removeAll(NAME_ALONE.stream().map(table -> table + " web").toList());
    assertThat(foreign.look()).containsAllEntriesOf(before);
  }

  private void vanish() {
    aws.logs().deleteLogGroup(r -> r.logGroupName(TAKEN));
    aws.ecr().deleteRepository(r -> r.repositoryName(TAKEN));
    aws.ecrPublic().deleteRepository(r -> r.repositoryName(TAKEN));
    aws.ecs().deleteCluster(r -> r.cluster(TAKEN));
    aws.ecs().deregisterTaskDefinition(r -> r.taskDefinition(TAKEN + ":1"));
    aws.iam()
        .listAttachedRolePolicies(r -> r.roleName(TAKEN))
        .attachedPolicies()
        .forEach(p -> aws.iam().detachRolePolicy(r -> r.roleName(TAKEN).policyArn(p.policyArn())));
    aws.iam().deleteRole(r -> r.roleName(TAKEN));
    aws.ec2().deleteSecurityGroup(r -> r.groupName(TAKEN));
    aws.elb()
        .deleteTargetGroup(r -> r.targetGroupArn(aws.elb()
            .describeTargetGroups(t -> t.names(TAKEN))
            .targetGroups()
            .get(0)
            .targetGroupArn()));
    aws.rds().deleteDBInstance(r -> r.dbInstanceIdentifier(TAKEN).skipFinalSnapshot(true));
    aws.rds().describeDBInstances();
    aws.rds().deleteDBParameterGroup(r -> r.dbParameterGroupName(TAKEN));
  }

  /** As the refusals say, until nothing is in the way; then the rows' changes reach them. */
  @Test
  void areTakenOverOneByOne() {
    ForeignResources foreign = ForeignResources.make(aws, () -> TAKEN);
    Map<String, String> before = foreign.look();
    iasql.useTransaction(tx -> Stack.UP.forEach(tx.handle()::execute));
    List<String> adopted = new ArrayList<>();
    for (String refusal = refusal(); !refusal.isEmpty(); refusal = refusal()) {
      assertThat(foreign.look()).as("after %s: %s", adopted, refusal).isEqualTo(before);
      adopted.addAll(adopt(refusal));
    }
    assertThat(adopted)
        .containsExactlyInAnyOrder(
            "security_group",
            "security_group_rule",
            "security_group_rule",
            "target_group",
            "load_balancer",
            "repository",
            "cluster",
            "role",
            "task_definition",
            "service");
    iasql.apply();
    Map<String, String> after = foreign.look();
    assertThat(after.get("target_group web")).contains("HealthCheckPath=/health");
    assertThat(after.get("repository web")).contains("ImageTagMutability=MUTABLE");
    assertThat(after.get("role web")).doesNotContain("made by a stranger");
    for (String table : List.of("vpc", "subnet", "log_group", "rds", "listener")) {
      foreign.all().stream()
          .filter(resource -> resource.table().equals(table))
          .forEach(resource -> assertThat(after.get(resource.toString()))
              .isEqualTo(before.get(resource.toString())));
    }
    assertThat(iasql.planApply()).isEmpty();
  }

  private String refusal() {
    try {
      iasql.planApply();
      return "";
    } catch (RefusedException e) {
      return e.getMessage();
    }
  }

  private List<String> adopt(String refusal) {
    List<String> adopted = new ArrayList<>();
    Matcher matcher = ADOPT.matcher(refusal);
    while (matcher.find()) {
      String id = matcher.group(2);
      iasql.adopt(matcher.group(1), id.equals("NULL") ? 0 : Integer.parseInt(id));
      adopted.add(matcher.group(1));
    }
    assertThat(adopted).as(refusal).isNotEmpty();
    return adopted;
  }
}
