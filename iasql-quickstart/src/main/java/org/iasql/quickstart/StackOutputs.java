package org.iasql.quickstart;

import java.util.List;
import org.iasql.core.Change;

/**
 * What a caller needs of a stack that is up.
 *
 * @param repositoryUri what the image is pushed to, without a tag
 * @param loadBalancerDnsName the host name under which the server is reached
 * @param healthUrl the address of the health check; it answers when the image runs
 * @param changes what this call changed in AWS; empty if everything was so already
 */
public record StackOutputs(
    String repositoryUri, String loadBalancerDnsName, String healthUrl, List<Change> changes) {

  /** Copies the list. */
  public StackOutputs {
    changes = List.copyOf(changes);
  }
}
