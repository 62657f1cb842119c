package org.iasql.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The README and the guides, of which every fenced block is run or compiled by a test. */
final class Markdown {
  static final Path ROOT = Path.of("..");
  static final Path README = ROOT.resolve("README.md");
  static final Path QUICKSTART = ROOT.resolve("docs/quickstart.md");

  private Markdown() {}

  /** A fenced block: {@code language} is empty where the fence names none. */
  record Block(String place, String language, String text) {
    @Override
    public String toString() {
      return place;
    }
  }

  /** Returns the README, and every page below docs. */
  static List<Path> pages() {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(README), docs.filter(path -> path.toString().endsWith(".md")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Block> blocks(String language) {
    return pages().stream().flatMap(page -> blocks(page, language).stream()).toList();
  }

  static List<Block> blocks(Path page, String language) {
    return blocks(page).stream()
        .filter(block -> block.language().equals(language))
        .toList();
  }

  static List<Block> blocks(Path page) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = read(page).lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).startsWith("```")) {
        int end = line + 1 + lines.subList(line + 1, lines.size()).indexOf("```");
        blocks.add(new Block(
            page.getFileName() + ":" + (line + 1),
            lines.get(line).substring(3).strip(),
            String.join("\n", lines.subList(line + 1, end)) + "\n"));
        line = end;
      }
    }
    return blocks;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
