package org.iasql.quickstart;

/**
 * Where an image is pushed to.
 *
 * @param region the repository's region
 * @param repositoryUri its address, as AWS assigned it, without a tag
 * @param tag the tag that the image gets
 */
public record ImageTarget(String region, String repositoryUri, String tag) {
  /** The image's full name, as {@code docker push} takes it. */
  public String reference() {
    return repositoryUri + ":" + tag;
  }

  /** The registry's host, and its port if it has one. */
  public String registry() {
    return repositoryUri.substring(0, repositoryUri.indexOf('/'));
  }

  /** The repository's name in the registry. */
  public String repository() {
    return repositoryUri.substring(repositoryUri.indexOf('/') + 1);
  }
}
