package org.iasql.local.aws.ecr;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that names an image: the SHA-256 of its manifest. */
public final class ManifestDigest {
  private ManifestDigest() {}

  /** Returns the digest, {@code sha256:} and 64 hexadecimal digits. */
  public static String of(String manifest) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
