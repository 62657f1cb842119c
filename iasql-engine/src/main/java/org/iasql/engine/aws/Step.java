package org.iasql.engine.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;

/**
 * One step of a plan while it is carried out. Every changing call through its clients has its intent
 * in the journal before it and its outcome after it.
 */
public interface Step extends Aws {
  /**
   * What a reference leads to, as AWS has it at this moment: created or updated by an earlier step, or
   * there before.
   *
   * @throws org.iasql.core.RefusedException if it leads to nothing
   */
  <R extends Resource<R>> Observed<R> resolve(Class<R> type, Ref<R> ref);

  /** Every resource of a type, as observed before the apply or as a step has left it since. */
  <R extends Resource<R>> List<Observed<R>> all(Class<R> type);

  /** The identity of what an optional reference leads to. */
  default <R extends Resource<R>> Optional<String> identity(Class<R> type, Optional<Ref<R>> ref) {
    return ref.map(r -> resolve(type, r).identity());
  }

  /** The tags of whatever this step creates: the operation's id, under the engine's own key. */
  Map<String, String> tags();

  /** At most 36 characters, the same for every attempt of this step. */
  String clientToken();

  /**
   * Looks up one key, together with the keys that other steps ask for at the same moment, in one
   * call.
   *
   * @param batch what is looked up, and how: the same object for all steps that may share a call
   */
  <K, V> V look(Batch<K, V> batch, K key);
}
