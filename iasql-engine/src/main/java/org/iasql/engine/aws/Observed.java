package org.iasql.engine.aws;

import org.iasql.core.resource.Resource;

/**
 * A resource as AWS has it now. References in {@code value} are cloud references.
 *
 * @param identity AWS's id or ARN, unique among all resources of the type in the account
 * @param incarnation what tells two resources apart that had the same identity one after the other:
 *     a creation time or AWS's unique id; empty where identities are never used again
 * @param value the resource, without the id of a row
 * @param madeByAws whether AWS made it itself, such as the default VPC: it is never deleted
 */
public record Observed<T extends Resource<T>>(
    String identity, String incarnation, T value, boolean madeByAws) {

  /** A resource whose identity is never used again. */
  public static <T extends Resource<T>> Observed<T> of(String identity, T value) {
    return new Observed<>(identity, "", value, false);
  }

  /** A resource whose name, and with it the identity, can be used again. */
  public static <T extends Resource<T>> Observed<T> of(
      String identity, Object incarnation, T value) {
    return new Observed<>(identity, incarnation.toString(), value, false);
  }

  /** Whether both are one resource, whatever it was changed into: same identity, same incarnation. */
  public boolean isSameAs(Observed<T> other) {
    return identity.equals(other.identity) && incarnation.equals(other.incarnation);
  }

  /** The same resource, marked as made by AWS if {@code byAws}. */
  public Observed<T> madeByAws(boolean byAws) {
    return new Observed<>(identity, incarnation, value, byAws);
  }
}
