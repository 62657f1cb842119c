package org.iasql.quickstart;

import java.util.List;
import org.iasql.core.Change;

/**
 * An image that is in the stack's repository now.
 *
 * @param reference its full name with the tag
 * @param digest what the registry knows it by; the same files give the same digest
 * @param changes what was changed in AWS to run it; empty if it was only pushed
 */
public record PushedImage(String reference, String digest, List<Change> changes) {
  /** Copies the list. */
  public PushedImage {
    changes = List.copyOf(changes);
  }

  /** The same, with what was changed to run it. */
  public PushedImage withChanges(List<Change> changes) {
    return new PushedImage(reference, digest, changes);
  }
}
