package org.iasql.local.aws.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The filters that a Describe operation has: values are alternatives, filters add up. */
final class Filters<T> {
  private static final int PAGE = 1000;
  private static final int SMALLEST_PAGE = 5;
  private final Map<String, Function<T, List<String>>> values = new LinkedHashMap<>();
  private Function<T, List<Tag>> tags = item -> List.of();

  /** Adds a filter on an attribute that has one value. */
  Filters<T> on(String name, Function<T, Object> value) {
    return onAny(name, item -> List.of(String.valueOf(value.apply(item))));
  }

  /** Adds a filter on an attribute that has several values, one of which has to match. */
  Filters<T> onAny(String name, Function<T, List<String>> value) {
    values.put(name, value);
    return this;
  }

  /** Adds the filters {@code tag:<key>} and {@code tag-key}. */
  Filters<T> onTags(Function<T, List<Tag>> of) {
    tags = of;
    return onAny("tag-key", item -> of.apply(item).stream().map(Tag::key).toList());
  }

  List<T> matching(List<T> items, List<Filter> filters) {
    filters.forEach(this::check);
    return items.stream()
        .filter(item -> filters.stream().allMatch(filter -> matches(item, filter)))
        .toList();
  }

  /** Filters, and cuts out the page that a request asks for. */
  Pages.Page<T> page(
      List<T> items, List<Filter> filters, @Nullable String token, @Nullable Integer max) {
    if (max != null && (max < SMALLEST_PAGE || max > PAGE)) {
      throw Ec2Error.invalid("Value ( "
          + max
          + " ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
    }
    return Pages.page(matching(items, filters), token, max, PAGE);
  }

  private void check(Filter filter) {
    if (!filter.name().startsWith("tag:") && !values.containsKey(filter.name())) {
      throw Ec2Error.invalid("The filter '" + filter.name() + "' is invalid");
    }
  }

  private boolean matches(T item, Filter filter) {
    List<String> actual = filter.name().startsWith("tag:")
        ? tags.apply(item).stream()
            .filter(tag -> tag.key().equals(filter.name().substring("tag:".length())))
            .map(Tag::value)
            .toList()
        : values.get(filter.name()).apply(item);
    return filter.values().stream()
        .map(Filters::pattern)
        .anyMatch(
            wanted -> actual.stream().anyMatch(value -> wanted.matcher(value).matches()));
  }

  private static Pattern pattern(String value) {
    String quoted = Pattern.quote(value).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL);
  }
}
