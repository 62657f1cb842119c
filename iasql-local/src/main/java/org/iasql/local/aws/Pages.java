package org.iasql.local.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Cuts lists into pages, as AWS does, by an opaque token. */
public final class Pages {
  private static final String PREFIX = "page:";

  private Pages() {}

  /**
   * One page of a longer list.
   *
   * @param items what is on the page
   * @param nextToken what asks for the next one; null on the last page, as the SDK's builders and
   *     responses have it
   */
  public record Page<T>(List<T> items, @Nullable String nextToken) {
    /** Tells whether there are more pages, which IAM says beside the token. */
    public boolean isTruncated() {
      return nextToken != null;
    }
  }

  /**
   * Returns the page that a token asks for.
   *
   * @param list everything, in an order that stays the same from call to call
   * @param token the token of the request; null or empty for the first page
   * @param max the page size that the request asks for, if it does
   * @param limit the largest page size that the operation has
   */
  public static <T> Page<T> page(
      List<T> list, @Nullable String token, @Nullable Integer max, int limit) {
    int from = token == null || token.isEmpty() ? 0 : position(token, list.size());
    int size = max == null || max <= 0 ? limit : Math.min(max, limit);
    int to = Math.min(list.size(), from + size);
    return new Page<>(List.copyOf(list.subList(from, to)), to < list.size() ? token(to) : null);
  }

  private static String token(int position) {
    return Base64.getUrlEncoder()
        .encodeToString((PREFIX + position).getBytes(StandardCharsets.UTF_8));
  }

  /** Elements may have gone since the last page: then the position is the end. */
  private static int position(String token, int size) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(PREFIX)) {
        return Math.min(size, Integer.parseInt(text.substring(PREFIX.length())));
      }
    } catch (IllegalArgumentException notBase64OrNoNumber) {
      throw invalid(token);
    }
    throw invalid(token);
  }

  private static AwsServiceException invalid(String token) {
    return AwsError.raise(
        AwsServiceException.builder(),
        "InvalidNextToken",
        400,
        "The token '" + token + "' is invalid");
  }
}
