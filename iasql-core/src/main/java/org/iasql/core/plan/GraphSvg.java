package org.iasql.core.plan;

import static org.iasql.core.plan.Html.escaped;

import java.util.List;
import java.util.Map;
import org.iasql.core.plan.GraphLayout.Place;

/** Draws the dependency graph of a plan: each change a link to its details. */
final class GraphSvg {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 40;
  private static final int COLUMN = 270;
  private static final int ROW = 54;
  private static final int MARGIN = 16;
  private static final int LONGEST = 27;

  private final Map<Integer, Place> places;
  private final StringBuilder svg = new StringBuilder();

  private GraphSvg(GraphLayout layout) {
    this.places = layout.places();
  }

  static String of(List<ChangeDetails> changes) {
    GraphLayout layout = GraphLayout.of(changes);
    GraphSvg graph = new GraphSvg(layout);
    int width = 2 * MARGIN + Math.max(0, layout.columns() - 1) * COLUMN + WIDTH;
    int height = 2 * MARGIN + Math.max(0, layout.rows() - 1) * ROW + HEIGHT;
    graph.svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"What waits for what\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">\n"
            .formatted(width, height));
    changes.forEach(graph::edges);
    changes.forEach(graph::node);
    return graph.svg.append("</svg>\n").toString();
  }

  private void edges(ChangeDetails change) {
    Place to = place(change.number());
    for (int number : change.waitsFor()) {
      if (places.containsKey(number)) {
        Place from = place(number);
        int x1 = x(from) + WIDTH;
        int y1 = y(from) + HEIGHT / 2;
        int x2 = x(to);
        int y2 = y(to) + HEIGHT / 2;
        int bend = Math.max(30, (x2 - x1) / 2);
        svg.append("<path d=\"M%d %dC%d %d %d %d %d %d\"/>\n"
            .formatted(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2));
      }
    }
  }

  private void node(ChangeDetails change) {
    Place place = place(change.number());
    svg.append(
        "<a class=\"%s\" href=\"#change-%d\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
            .formatted(
                change.action(),
                change.number(),
                escaped(change.toString()),
                x(place),
                y(place),
                WIDTH,
                HEIGHT));
    text("kind", place, 15, change.number() + " " + change.action() + " " + change.tableName());
    text("name", place, 32, change.description());
    svg.append("</a>\n");
  }

  private void text(String kind, Place place, int down, String text) {
    svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>"
        .formatted(kind, x(place) + 8, y(place) + down, escaped(shortened(text))));
  }

  /** The end of an ARN tells more than its beginning. */
  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= LONGEST) {
      return text;
    }
    return text.startsWith("arn:")
        ? "…" + text.substring(text.offsetByCodePoints(0, length - LONGEST + 1))
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private Place place(int number) {
    return places.getOrDefault(number, new Place(0, 0));
  }

  private static int x(Place place) {
    return MARGIN + place.column() * COLUMN;
  }

  private static int y(Place place) {
    return MARGIN + place.row() * ROW;
  }
}
