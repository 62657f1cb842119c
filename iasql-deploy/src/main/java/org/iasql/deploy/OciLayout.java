package org.iasql.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The OCI's layout of an image: an index leads to manifests, which may be indexes themselves. */
record OciLayout(Path path, TarContents tar) {
  static final String INDEX = "index.json";
  private static final int DEPTH = 5;

  /** The manifest that {@code docker save} would have written for the one image for linux/amd64. */
  JsonNode dockerManifest() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    collect(ImageArchive.parse(tar, INDEX), found, DEPTH);
    if (found.size() != 1) {
      throw ImageArchive.no(
          path, "it has %d images for linux/amd64 instead of one".formatted(found.size()));
    }
    ArrayNode manifest = ImageArchive.array();
    ObjectNode image = manifest.addObject();
    image.put("Config", blob(found.get(0).path("config")));
    image.putNull("RepoTags");
    ArrayNode layers = image.putArray("Layers");
    for (JsonNode layer : found.get(0).path("layers")) {
      if (layer.path("mediaType").asText().endsWith("zstd")) {
        throw ImageArchive.no(path, "its layers are compressed with zstd, and not with gzip");
      }
      layers.add(blob(layer));
    }
    return manifest;
  }

  private void collect(JsonNode index, List<JsonNode> found, int depth) throws IOException {
    for (JsonNode entry : index.path("manifests")) {
      if (depth == 0 || !isWanted(entry.path("platform"))) {
        continue;
      }
      JsonNode manifest = ImageArchive.parse(tar, blob(entry));
      if (manifest.has("manifests")) {
        collect(manifest, found, depth - 1);
      } else {
        found.add(manifest);
      }
    }
  }

  /** An index that says nothing of platforms has one image. */
  private static boolean isWanted(JsonNode platform) {
    return platform.path("os").asText("linux").equals("linux")
        && platform.path("architecture").asText("amd64").equals("amd64");
  }

  private static String blob(JsonNode descriptor) {
    return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
  }
}
