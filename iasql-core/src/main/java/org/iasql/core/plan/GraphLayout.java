package org.iasql.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each change stands in the drawing: in layers from left to right, each change in the first layer
 * after all that it waits for, and near to those. A layer of many changes takes several columns.
 *
 * @param places by number of the change
 * @param columns how many columns the drawing has
 * @param rows how many rows the longest column has
 */
record GraphLayout(Map<Integer, Place> places, int columns, int rows) {
  /** A longer column would not fit on a screen. */
  private static final int LONGEST = 24;

  /** A column and a row, from 0. */
  record Place(int column, int row) {}

  /** @param changes none of which waits for itself, not by way of others either */
  static GraphLayout of(List<ChangeDetails> changes) {
    Map<Integer, ChangeDetails> byNumber = new LinkedHashMap<>();
    changes.forEach(change -> byNumber.put(change.number(), change));
    Map<Integer, Integer> layers = new HashMap<>();
    changes.forEach(change -> layer(change, byNumber, layers));
    TreeMap<Integer, List<ChangeDetails>> byLayer = new TreeMap<>();
    changes.forEach(change -> byLayer
        .computeIfAbsent(layers.getOrDefault(change.number(), 0), l -> new ArrayList<>())
        .add(change));
    Map<Integer, Place> places = new HashMap<>();
    int column = 0;
    int rows = 0;
    for (List<ChangeDetails> layer : byLayer.values()) {
      layer.sort(Comparator.comparingDouble(change -> middle(change, places)));
      int width = (layer.size() + LONGEST - 1) / LONGEST;
      int height = (layer.size() + width - 1) / width;
      for (int i = 0; i < layer.size(); i++) {
        places.put(layer.get(i).number(), new Place(column + i / height, i % height));
      }
      column += width;
      rows = Math.max(rows, height);
    }
    return new GraphLayout(places, column, rows);
  }

  /** One more than that of the latest change that is waited for; a circle, which no plan has, ends. */
  private static int layer(
      ChangeDetails change, Map<Integer, ChangeDetails> byNumber, Map<Integer, Integer> layers) {
    Integer known = layers.get(change.number());
    if (known != null) {
      return known;
    }
    layers.put(change.number(), 0);
    int layer = 0;
    for (int number : change.waitsFor()) {
      ChangeDetails before = byNumber.get(number);
      if (before != null) {
        layer = Math.max(layer, layer(before, byNumber, layers) + 1);
      }
    }
    layers.put(change.number(), layer);
    return layer;
  }

  private static double middle(ChangeDetails change, Map<Integer, Place> places) {
    return change.waitsFor().stream()
        .filter(places::containsKey)
        .mapToInt(number -> places.getOrDefault(number, new Place(0, 0)).row())
        .average()
        .orElse(0);
  }
}
