package org.iasql.deploy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The files in a tar, which may be compressed with gzip; read in one go each time, so nothing is unpacked. */
record TarContents(Path path, boolean gzipped, Set<String> names) {
  private static final int GZIP = 0x1f8b;

  static TarContents of(Path path) throws IOException {
    Set<String> names = new HashSet<>();
    boolean gzipped = isGzipped(path);
    try (TarArchiveInputStream tar = open(path, gzipped)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(name(entry));
      }
    }
    return new TarContents(path, gzipped, Set.copyOf(names));
  }

  /** The contents of a small file. */
  Optional<byte[]> read(String name) throws IOException {
    if (!names.contains(name)) {
      return Optional.empty();
    }
    try (TarArchiveInputStream tar = open(path, gzipped)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (name(entry).equals(name)) {
          return Optional.of(tar.readAllBytes());
        }
      }
    }
    return Optional.empty();
  }

  /** Writes another tar that has the same files, not compressed, and some more. */
  void copyTo(Path copy, Map<String, byte[]> more) throws IOException {
    try (TarArchiveInputStream tar = open(path, gzipped);
        TarArchiveOutputStream out = new TarArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(copy)), "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!more.containsKey(name(entry))) {
          out.putArchiveEntry(entry);
          tar.transferTo(out);
          out.closeArchiveEntry();
        }
      }
      for (Map.Entry<String, byte[]> file : more.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        out.putArchiveEntry(entry);
        out.write(file.getValue());
        out.closeArchiveEntry();
      }
    }
  }

  private static TarArchiveInputStream open(Path path, boolean gzipped) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    try {
      return new TarArchiveInputStream(gzipped ? new GZIPInputStream(file) : file, "UTF-8");
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isGzipped(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] start = file.readNBytes(2);
      return start.length == 2 && ((start[0] & 0xff) << 8 | start[1] & 0xff) == GZIP;
    }
  }

  private static String name(TarArchiveEntry entry) {
    return entry.getName().replaceFirst("^(\\./)+", "");
  }
}
