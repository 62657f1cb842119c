package org.iasql.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Image archives with one layer, which has one file {@code /base}. */
final class Archives {
  private Archives() {}

  /** As {@code docker save} writes it. */
  static Path docker(Path file, String architecture) {
    byte[] layer = tar(Map.of("base", "the base".getBytes(StandardCharsets.UTF_8)));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("config.json", config(layer, architecture));
    files.put("layer/layer.tar", layer);
    files.put(
        "manifest.json",
        text(
            "[{\"Config\":\"config.json\",\"RepoTags\":[\"base:1\"],\"Layers\":[\"layer/layer.tar\"]}]"));
    return write(file, tar(files));
  }

  /** An OCI layout whose index has an image for each architecture. */
  static Path oci(Path file, String... architectures) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    byte[] layer = tar(Map.of("base", "the base".getBytes(StandardCharsets.UTF_8)));
    byte[] zipped = gzip(layer);
    String manifests = "";
    for (String architecture : architectures) {
      byte[] manifest = text("{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
          .formatted(
              blob(files, "application/vnd.oci.image.config.v1+json", config(layer, architecture)),
              blob(files, "application/vnd.oci.image.layer.v1.tar+gzip", zipped)));
      String entry = blob(files, "application/vnd.oci.image.manifest.v1+json", manifest)
          .replaceFirst(
              "}$", ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture + "\"}}");
      manifests += (manifests.isEmpty() ? "" : ",") + entry;
    }
    files.put("oci-layout", text("{\"imageLayoutVersion\":\"1.0.0\"}"));
    files.put("index.json", text("{\"schemaVersion\":2,\"manifests\":[" + manifests + "]}"));
    return write(file, tar(files));
  }

  static Path zipped(Path from, Path to) {
    try {
      return write(to, gzip(Files.readAllBytes(from)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] config(byte[] layer, String architecture) {
    return text("""
        {"architecture":"%s","os":"linux","config":{"Env":["PATH=/bin"],"Entrypoint":["/base"],"Cmd":["serve"]},
        "rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(architecture, digest(layer)));
  }

  private static String blob(Map<String, byte[]> files, String type, byte[] content) {
    String digest = digest(content);
    files.put("blobs/" + digest.replace(':', '/'), content);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(type, digest, content.length);
  }

  static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
