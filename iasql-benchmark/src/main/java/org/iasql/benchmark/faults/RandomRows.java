package org.iasql.benchmark.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Random changes of rows of every table that a client writes, each of which keeps the rows valid
 * whatever was there. The storage of a database is left out: RDS takes none away, so ROLLBACK cannot
 * undo more of it.
 */
final class RandomRows {
  /** What a database that is to be created anew needs once more. */
  static final String PASSWORDS = "UPDATE rds SET master_user_password = 'correct-horse-battery'";

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final Map<String, String> WORDS = Map.of(
      ":trust",
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""",
      ":pull",
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"pull:n","Effect":"Allow","Principal":"*","Action":["ecr:BatchGetImage"]}]}""",
      ":default_vpc",
      "(SELECT id FROM vpc WHERE is_default AND region = default_aws_region())",
      ":default_group",
      "(SELECT g.id FROM security_group g JOIN vpc v ON v.id = g.vpc_id WHERE g.group_name = 'default' AND v.is_default AND v.region = default_aws_region())");

  /** Each is a list of statements that belong together; {@link #named} says what :name and so on are. */
  private static final List<List<String>> CHANGES = read();

  private final RandomGenerator random;

  RandomRows(RandomGenerator random) {
    this.random = random;
  }

  /** Some statements for one transaction. */
  List<String> change() {
    List<String> statements = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      statements.addAll(one());
    }
    return statements;
  }

  private List<String> one() {
    List<String> change = CHANGES.get(random.nextInt(CHANGES.size()));
    int name = random.nextInt(NAMES.size());
    return named(change, name, random.nextInt(NAMES.size()), 1 + random.nextInt(9));
  }

  /** A row of each table to begin with. */
  static List<String> some() {
    return CHANGES.stream()
        .filter(change -> change.stream().noneMatch(sql -> sql.startsWith("DELETE")))
        .flatMap(change -> named(change, 0, 0, 1).stream())
        .filter(sql -> sql.startsWith("INSERT") || sql.contains("aws_regions"))
        .toList();
  }

  private static List<String> named(List<String> change, int name, int other, int number) {
    return change.stream()
        .map(sql -> sql.replace(":name", NAMES.get(name))
            .replace(":other", NAMES.get(other))
            .replace(":k", String.valueOf(name + 1))
            .replace(":n", String.valueOf(number)))
        .toList();
  }

  private static List<List<String>> read() {
    try (InputStream file =
        Objects.requireNonNull(RandomRows.class.getResourceAsStream("random-rows.sql"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> word : WORDS.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      return Arrays.stream(text.split("\n\n"))
          .skip(1)
          .map(change -> List.of(change.strip().split(";(\n|$)")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The list of changes cannot be read", e);
    }
  }
}
