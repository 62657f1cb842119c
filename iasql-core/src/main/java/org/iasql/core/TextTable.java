package org.iasql.core;

import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Rows as psql prints them: aligned, numbers to the right, and their count below. {@link #toString}
 * is the table.
 */
public final class TextTable {
  private final List<String> header;
  private final List<List<@Nullable Object>> rows;

  private TextTable(List<String> header, List<List<@Nullable Object>> rows) {
    this.header = header;
    this.rows = rows;
  }

  /** Lays out records, a column for each component, named as the SQL column is: {@code table_name}. */
  public static <R extends Record> TextTable of(Class<R> type, List<? extends R> records) {
    RecordComponent[] components = type.getRecordComponents();
    return new TextTable(
        Arrays.stream(components)
            .map(component -> snakeCase(component.getName()))
            .toList(),
        records.stream().map(row -> values(components, row)).toList());
  }

  /** As {@link #of(Class, List)}; an empty list, whose type is not known, has no columns. */
  public static TextTable of(List<? extends Record> records) {
    return records.isEmpty()
        ? new TextTable(List.of(), List.of())
        : ofType(records.get(0).getClass(), records);
  }

  /** Runs a query and lays out its result, with the columns also where there is no row. */
  public static TextTable query(Handle handle, String sql) {
    return handle.createQuery(sql).scanResultSet((results, context) -> {
      try (context) {
        return read(results.get());
      }
    });
  }

  /** Returns the table, each line ended by a newline. */
  @Override
  public String toString() {
    List<List<List<String>>> cells = rows.stream().map(TextTable::lines).toList();
    int[] widths = IntStream.range(0, header.size())
        .map(column -> Math.max(
            length(header.get(column)),
            cells.stream()
                .flatMap(row -> row.get(column).stream())
                .mapToInt(TextTable::length)
                .max()
                .orElse(0)))
        .toArray();
    StringBuilder text = new StringBuilder();
    if (!header.isEmpty()) {
      text.append(columns(
          widths, " | ", " ", " \n", column -> centered(header.get(column), widths[column])));
      text.append(columns(widths, "-+-", "-", "-\n", column -> "-".repeat(widths[column])));
    }
    boolean[] numeric = new boolean[header.size()];
    for (int column = 0; column < numeric.length; column++) {
      numeric[column] = isNumeric(column);
    }
    cells.forEach(row -> appendRow(text, row, widths, numeric));
    return text.append(rows.size() == 1 ? "(1 row)\n" : "(" + rows.size() + " rows)\n")
        .toString();
  }

  private static String columns(
      int[] widths, String between, String before, String after, IntFunction<String> cell) {
    return IntStream.range(0, widths.length)
        .mapToObj(cell)
        .collect(Collectors.joining(between, before, after));
  }

  /** A value with newlines takes several lines, all but its last marked with a plus sign. */
  private static void appendRow(
      StringBuilder text, List<List<String>> row, int[] widths, boolean[] numeric) {
    int height = row.stream().mapToInt(List::size).max().orElse(1);
    for (int line = 0; line < height; line++) {
      for (int column = 0; column < widths.length; column++) {
        List<String> cell = row.get(column);
        boolean isLast = column == widths.length - 1;
        boolean goesOn = line < cell.size() - 1;
        String part = line < cell.size() ? cell.get(line) : "";
        String gap = " ".repeat(widths[column] - length(part));
        text.append(' ').append(numeric[column] ? gap : "").append(part);
        text.append(numeric[column] || (isLast && !goesOn) ? "" : gap);
        text.append(goesOn ? "+" : isLast ? "" : " ").append(isLast ? "\n" : "|");
      }
    }
  }

  private boolean isNumeric(int column) {
    List<Object> present = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      unwrapped(row.get(column)).ifPresent(present::add);
    }
    return !present.isEmpty() && present.stream().allMatch(Number.class::isInstance);
  }

  private static List<List<String>> lines(List<@Nullable Object> row) {
    return row.stream().map(value -> List.of(print(value).split("\n", -1))).toList();
  }

  private static String print(@Nullable Object value) {
    Object present = unwrapped(value).orElse("");
    if (present instanceof Boolean flag) {
      return flag ? "t" : "f";
    }
    if (present instanceof Collection<?> values) {
      return values.stream().map(TextTable::print).collect(Collectors.joining(",", "{", "}"));
    }
    return present.toString();
  }

  private static Optional<Object> unwrapped(@Nullable Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object.class::cast)
        : Optional.ofNullable(value);
  }

  private static TextTable read(ResultSet results) throws SQLException {
    ResultSetMetaData meta = results.getMetaData();
    List<String> header = new ArrayList<>();
    for (int column = 1; column <= meta.getColumnCount(); column++) {
      header.add(meta.getColumnLabel(column));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (results.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 1; column <= header.size(); column++) {
        Object value = results.getObject(column);
        // PostgreSQL's own text for all but numbers and truth values: arrays, JSON, times.
        row.add(
            value instanceof Number || value instanceof Boolean
                ? value
                : results.getString(column));
      }
      rows.add(Collections.unmodifiableList(row));
    }
    return new TextTable(header, rows);
  }

  private static <R extends Record> TextTable ofType(
      Class<R> type, List<? extends Record> records) {
    return of(type, records.stream().map(type::cast).toList());
  }

  private static List<@Nullable Object> values(RecordComponent[] components, Record row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      try {
        component.getAccessor().setAccessible(true);
        values.add(component.getAccessor().invoke(row));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(
            "'" + component.getName() + "' of " + row + " cannot be read: " + e.getMessage() + ".",
            e);
      }
    }
    return values;
  }

  private static String centered(String text, int width) {
    int left = (width - length(text)) / 2;
    return " ".repeat(left) + text + " ".repeat(width - length(text) - left);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
