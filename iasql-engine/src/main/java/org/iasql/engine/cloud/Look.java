package org.iasql.engine.cloud;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Listing;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/**
 * One look at an account: every type in every enabled region, each listed once, at the same time as
 * far as they do not need one another.
 */
public final class Look {
  /** Something that a table cannot hold. */
  public record LeftOut(String table, String identity, String why) {}

  private final Account account;
  private final String accountId;
  private final Map<String, ResourceMapper<?>> mappers = new LinkedHashMap<>();
  private final List<String> regions;
  private final Supplier<Map<String, List<Resource<?>>>> rows;
  private final Function<String, Set<String>> held;
  private final UnaryOperator<CallGate> watch;
  private final Map<String, Map<String, CompletableFuture<List<Observed<?>>>>> lists =
      new HashMap<>();
  private final Map<String, RegionObservation> observations = new HashMap<>();
  private final ConcurrentLinkedQueue<LeftOut> leftOut = new ConcurrentLinkedQueue<>();

  /**
   * Starts the look; returns at once.
   *
   * @param regions those that are enabled, the default region first
   * @param rows the rows of each table; may block until the snapshot is there
   * @param held the identities that the ledger has for a table; may block likewise
   */
  public Look(
      Account account,
      String accountId,
      Collection<ResourceMapper<?>> mappers,
      List<String> regions,
      Supplier<Map<String, List<Resource<?>>>> rows,
      Function<String, Set<String>> held) {
    this(account, accountId, mappers, regions, rows, held, UnaryOperator.identity());
  }

  /** As above; all calls pass what {@code watch} makes of their gate. */
  Look(
      Account account,
      String accountId,
      Collection<ResourceMapper<?>> mappers,
      List<String> regions,
      Supplier<Map<String, List<Resource<?>>>> rows,
      Function<String, Set<String>> held,
      UnaryOperator<CallGate> watch) {
    this.watch = watch;
    this.account = account;
    this.accountId = accountId;
    this.regions = List.copyOf(regions);
    this.rows = rows;
    this.held = held;
    mappers.forEach(mapper -> this.mappers.put(mapper.type().table(), mapper));
    regions.forEach(region -> observations.put(region, new RegionObservation(region)));
    mappers.forEach(this::prepare);
    lists.values().forEach(byRegion -> byRegion.values().forEach(list -> start(list)));
  }

  /** A list that has not been asked for yet: futures are made first, so that lists find each other. */
  private static final class TypeList extends CompletableFuture<List<Observed<?>>> {
    private final Supplier<List<Observed<?>>> work;

    private TypeList(Supplier<List<Observed<?>>> work) {
      this.work = work;
    }
  }

  private void prepare(ResourceMapper<?> mapper) {
    Map<String, CompletableFuture<List<Observed<?>>>> byRegion = new LinkedHashMap<>();
    for (String region : mapper.type().regional() ? regions : regions.subList(0, 1)) {
      byRegion.put(region, new TypeList(() -> list(mapper, region)));
    }
    lists.put(mapper.type().table(), byRegion);
  }

  private void start(CompletableFuture<List<Observed<?>>> future) {
    account.threads().execute(() -> {
      try {
        future.complete(((TypeList) future).work.get());
      } catch (RuntimeException | Error e) {
        future.completeExceptionally(e);
      }
    });
  }

  private <T extends Resource<T>> List<Observed<?>> list(ResourceMapper<T> mapper, String region) {
    return new ArrayList<>(mapper.list(observation(region)));
  }

  private RegionObservation observation(String region) {
    return observations.get(region);
  }

  /**
   * Everything that AWS has, by table; waits until all lists are there.
   *
   * @throws CloudException if a list could not be read
   */
  public Map<String, List<? extends Observed<?>>> result() {
    Map<String, List<? extends Observed<?>>> result = new LinkedHashMap<>();
    lists.forEach((table, byRegion) -> {
      List<Observed<?>> all = new ArrayList<>();
      byRegion.values().forEach(list -> all.addAll(join(list)));
      result.put(table, all);
    });
    return result;
  }

  /** Waits until all lists are there, or have failed. */
  void await() {
    lists.values().stream()
        .flatMap(byRegion -> byRegion.values().stream())
        .forEach(list -> list.handle((found, failure) -> true).join());
  }

  /** What the tables cannot hold, once {@link #result} has returned. */
  public List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** The account in one region, with reads alone, for checks while planning. */
  public Observation in(String region) {
    return observations.getOrDefault(region, observations.get(regions.get(0)));
  }

  private static <V> V join(CompletableFuture<V> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw readable(e.getCause());
    }
  }

  private static RuntimeException readable(Throwable failure) {
    if (failure instanceof CompletionException wrapped) {
      return readable(wrapped.getCause());
    }
    if (failure instanceof CallFailedException failed) {
      return new CloudException(
          failed.getMessage()
              + " Nothing was changed. Check the credentials' permissions and the connection to AWS, then call again.",
          failed);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private final class RegionObservation extends RegionView implements Observation {
    private final Map<Listing<?>, CompletableFuture<?>> listings = new ConcurrentHashMap<>();

    private RegionObservation(String region) {
      super(
          account,
          watch.apply(new ReadGate(account.patience(), account.limiter().in(region))),
          region,
          accountId);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Resource<R>> List<Observed<R>> all(Class<R> type) {
      Map<String, CompletableFuture<List<Observed<?>>>> byRegion =
          lists.get(ResourceType.of(type).table());
      if (byRegion == null) {
        return List.of();
      }
      CompletableFuture<List<Observed<?>>> list =
          byRegion.getOrDefault(region(), byRegion.values().iterator().next());
      return (List<Observed<R>>) (List<?>) list.join();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Resource<R>> List<R> rows(Class<R> type) {
      return (List<R>) rows.get().getOrDefault(ResourceType.of(type).table(), List.of());
    }

    @Override
    public Set<String> held(Class<? extends Resource<?>> type) {
      return held.apply(tableOf(type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> V once(Listing<V> listing) {
      CompletableFuture<V> mine = new CompletableFuture<>();
      CompletableFuture<V> known = (CompletableFuture<V>) listings.putIfAbsent(listing, mine);
      if (known != null) {
        return known.join();
      }
      try {
        mine.complete(listing.read().apply(this));
      } catch (RuntimeException e) {
        mine.completeExceptionally(e);
      }
      return mine.join();
    }

    @Override
    public <A, B> List<B> parallel(List<A> elements, Function<A, B> function) {
      if (elements.size() == 1) {
        return List.of(function.apply(elements.get(0)));
      }
      List<CompletableFuture<B>> futures = elements.stream()
          .map(e -> CompletableFuture.supplyAsync(() -> function.apply(e), account.threads()))
          .toList();
      return futures.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void leaveOut(Class<? extends Resource<?>> type, String identity, String why) {
      leftOut.add(new LeftOut(tableOf(type), identity, why));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static String tableOf(Class<? extends Resource<?>> type) {
      return ResourceType.of((Class) type).table();
    }
  }
}
