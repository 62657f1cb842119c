package org.iasql.engine.aws;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.iasql.core.resource.Resource;

/**
 * One look at the account, in one region. Every type is listed at most once for a request, and lists
 * that do not need one another run at the same time. Its clients refuse calls that change anything.
 */
public interface Observation extends Aws {
  /** Another type's resources in the same region; waits until they are listed. */
  <R extends Resource<R>> List<Observed<R>> all(Class<R> type);

  /** The rows that the caller's transaction holds of a type, in every region; waits for the snapshot. */
  <R extends Resource<R>> List<R> rows(Class<R> type);

  /**
   * The identities of everything of a type, in every region, that this database has made or imported;
   * waits for the snapshot. For types of which AWS has too many to list.
   */
  Set<String> held(Class<? extends Resource<?>> type);

  /**
   * What a listing finds; read once in a region for a request, however many mappers ask for it. The
   * same object stands for the same listing.
   */
  default <V> V once(Listing<V> listing) {
    return listing.read().apply(this);
  }

  /** Calls {@code function} for all elements at the same time; results in the order of elements. */
  <A, B> List<B> parallel(List<A> elements, Function<A, B> function);

  /**
   * Leaves out something that a table cannot hold. It is foreign; a NOTICE of install and sync
   * counts what was left out, by table and reason.
   *
   * @param why completes the sentence "3 of listener were left out: ..."
   */
  void leaveOut(Class<? extends Resource<?>> type, String identity, String why);

  /** The resource of a type with this identity, as listed. */
  default <R extends Resource<R>> Optional<Observed<R>> find(Class<R> type, String identity) {
    return all(type).stream().filter(o -> o.identity().equals(identity)).findFirst();
  }
}
