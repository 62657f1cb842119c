package org.iasql.engine.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;

/**
 * Maps one table to AWS: lists, creates, updates and deletes its resources. A resource mapper calls
 * the SDK and translates; it has no retry, sleep, log, catch or SQL in it.
 *
 * @param <T> the value type
 */
public interface ResourceMapper<T extends Resource<T>> {
  /** The type that this mapper is for. */
  ResourceType<T> type();

  /**
   * Everything that AWS has of the type in one region, or in the account for a global type. References
   * are cloud references; what the table cannot hold is {@linkplain Observation#leaveOut left out}.
   */
  List<Observed<T>> list(Observation aws);

  /**
   * Creates the resource, and returns it as AWS has it. References of {@code desired} are found by
   * {@link Step#resolve}.
   */
  Observed<T> create(T desired, Step aws);

  /**
   * Changes what differs, and returns the resource as AWS has it then. Differences in attributes
   * that are marked {@code @Replaces} never come here.
   *
   * @param actual what is there, to be compared with {@code desired} attribute by attribute
   * @param desired what is wished, completed with AWS's own choices; its references are cloud
   *     references too, as far as what they lead to exists
   */
  Observed<T> update(Observed<T> actual, T desired, Step aws);

  /** Deletes the resource. That it is gone already is success, and handled elsewhere. */
  void delete(Observed<T> actual, Step aws);

  /**
   * The resource as AWS has it now, equal to what {@link #list} gives, looked up by its identity with
   * one to three direct reads: empty if it is gone, or if what has the identity now is another
   * incarnation. What is being deleted is still there. Asked before anything is undone, and again and
   * again while the engine waits for {@link #ready} or for the end of a delete.
   *
   * @param known what was there; whether its references are to rows or to the cloud does not matter
   * @throws org.iasql.core.CloudException if the resource is there, but was changed into what the
   *     table cannot hold
   */
  Optional<Observed<T>> read(Observed<T> known, Aws aws);

  /**
   * What a create of this wish that carried these tags has made, though its answer was lost: found by
   * its key, or by the tags where AWS knows no unique name. Empty if nothing is there, or if what is
   * there carries other tags, so that a stranger's is never taken for ours. Like every read, it may
   * lag behind the create by seconds.
   *
   * @param wish what was to be created; all its references are cloud references
   * @param tags those of {@link Step#tags}, at least one
   */
  Optional<Observed<T>> made(T wish, Map<String, String> tags, Aws aws);

  /** Whether a created or updated resource can be left alone; the engine waits until it is. */
  default boolean ready(T actual) {
    return true;
  }

  /** Whether the engine has to wait, after {@link #delete}, until {@link #read} is empty. */
  default boolean disappearsLater() {
    return false;
  }

  /**
   * Why AWS would refuse to delete the resource, or why the engine does: a full sentence with the way
   * out, or empty. Called while planning, with reads alone.
   */
  default Optional<String> obstacleToDelete(Observed<T> actual, Observation aws) {
    return Optional.empty();
  }

  /**
   * Why the resource cannot go for a moment, so that a new one takes its name: a full sentence with
   * the way out, or empty. Called while planning such a replace, besides {@link #obstacleToDelete}.
   */
  default Optional<String> obstacleToReplaceInPlace(T desired, Observation aws) {
    return Optional.empty();
  }

  /**
   * What is wrong with a wish that no constraint of the table can see: a full sentence, or empty.
   * Called while planning for each resource that is to be created, updated or replaced.
   */
  default Optional<String> objection(T desired, Observation aws) {
    return Optional.empty();
  }

  /**
   * What AWS adds by itself to a new resource and the engine takes away again, described for the
   * plan, such as a group's default egress rule. Carried out by {@link #removeByproduct} after the
   * create and before anything that depends on it.
   */
  default List<Byproduct> byproducts(T desired) {
    return List.of();
  }

  /**
   * Takes away a by-product of {@code created}. Can be called again: that it is gone already is
   * success. That AWS does not show {@code created} yet fails like any call, and can be tried again.
   *
   * @return the AWS id of what was taken away, or a description if AWS does not say its id
   */
  default String removeByproduct(Byproduct byproduct, Observed<T> created, Step aws) {
    throw new UnsupportedOperationException(type() + " has no by-products");
  }

  /**
   * What AWS makes together with a new resource, keeps, and never deletes without it: each gets its
   * row in the same apply.
   */
  default List<Companion> companions(Observed<T> created, Aws aws) {
    return List.of();
  }

  /**
   * Takes away what holds the old one of a same-name replacement, before it is deleted: a listener
   * stops forwarding to its target group. Called for each resource that refers to {@code replaced}
   * and survives; the resource is updated to the new one afterwards.
   *
   * @return whether anything had to be done
   */
  default boolean detach(Observed<T> actual, Observed<?> replaced, Step aws) {
    return false;
  }

  /** Whether every update makes a new identity, so that what refers to it must be updated too. */
  default boolean updateChangesIdentity() {
    return false;
  }

  /**
   * Whether AWS refuses the new one of a replacement while the old one is there, whatever their keys:
   * a target group has listeners of one load balancer alone.
   */
  default boolean excludesItsReplacement() {
    return false;
  }

  /** Whether the type can only be read: certificates. */
  default boolean readOnly() {
    return false;
  }
}
