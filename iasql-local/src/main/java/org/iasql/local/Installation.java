package org.iasql.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** An installed PostgreSQL in the one shape that the embedded starter takes: an archive to unpack. */
final class Installation {
  private Installation() {}

  /** Returns the archive itself, or for a directory an archive of a link to its {@code bin}. */
  static InputStream archive(Path path) throws IOException {
    return Files.isDirectory(path) ? linkTo(path) : Files.newInputStream(path);
  }

  /** The server looks for its other files from where the link leads to. */
  private static InputStream linkTo(Path directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream compressed = new XZOutputStream(bytes, new LZMA2Options());
        TarArchiveOutputStream archive = new TarArchiveOutputStream(compressed)) {
      TarArchiveEntry link = new TarArchiveEntry("bin", TarConstants.LF_SYMLINK);
      link.setLinkName(directory.toAbsolutePath().resolve("bin").toString());
      link.setModTime(0L);
      archive.putArchiveEntry(link);
      archive.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
