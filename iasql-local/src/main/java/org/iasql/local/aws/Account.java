package org.iasql.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the simulated services of one account share: its number, clock, ids and lock, and each
 * other. Services are called, and may call each other, only under the lock, so they need no
 * synchronization of their own.
 */
public final class Account {
  /** The region of the services that have none, in the SDK's words. */
  public static final String GLOBAL = "aws-global";

  private final String accountId;
  private final List<String> regions;
  private final InstantSource clock;
  private final Random random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ServiceKey, Object> services = new LinkedHashMap<>();
  private final Conditions conditions = new Conditions();
  private volatile Duration provisioningTime = Duration.ZERO;
  private volatile Duration drainingTime = Duration.ZERO;
  private volatile Duration hostileProvisioning = Duration.ZERO;
  private volatile Duration hostileDraining = Duration.ZERO;

  private record ServiceKey(String region, Class<?> type) {}

  Account(String accountId, List<String> regions, InstantSource clock, long seed) {
    this.accountId = accountId;
    this.regions = List.copyOf(regions);
    this.clock = clock;
    this.random = new Random(seed);
  }

  /** The account's twelve digits. */
  public String accountId() {
    return accountId;
  }

  /** The regions that are enabled. */
  public List<String> regions() {
    return regions;
  }

  /** The time of the account's clock; AWS counts milliseconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What has been arranged around its resources. */
  public Conditions conditions() {
    return conditions;
  }

  /** How long load balancers, services and database instances take to become active. */
  public Duration provisioningTime() {
    return provisioningTime.plus(hostileProvisioning);
  }

  void provisioningTime(Duration time) {
    provisioningTime = time;
  }

  /** How long a deleted service drains, and its network interfaces stay. */
  public Duration drainingTime() {
    return drainingTime.plus(hostileDraining);
  }

  void drainingTime(Duration time) {
    drainingTime = time;
  }

  /** What a hostile account adds to both. */
  void hostileTimes(Duration provisioning, Duration draining) {
    hostileProvisioning = provisioning;
    hostileDraining = draining;
  }

  /** Tells whether something that was started then is provisioned by now. */
  public boolean isProvisioned(Instant started) {
    return !now().isBefore(started.plus(provisioningTime()));
  }

  /** Tells whether something whose deletion was started then is drained by now. */
  public boolean isDrained(Instant started) {
    return !now().isBefore(started.plus(drainingTime()));
  }

  /** Returns a new id: the prefix and 17 hexadecimal digits, such as {@code sg-0f...}. */
  public String newId(String prefix) {
    return prefix + "0" + hex(16);
  }

  /** Returns that many random hexadecimal digits. */
  public String hex(int digits) {
    return letters(digits, "0123456789abcdef");
  }

  /** Returns that many random characters of an alphabet. */
  public String letters(int count, String alphabet) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** Returns a random UUID in AWS's spelling, such as certificates and services have. */
  public String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }

  /**
   * Returns an ARN of this account.
   *
   * @param service AWS's name of the service, such as {@code elasticloadbalancing}
   * @param region the region; {@link #GLOBAL} leaves that part of the ARN empty
   * @param resource the rest, such as {@code role/name}
   */
  public String arn(String service, String region, String resource) {
    String place = region.equals(GLOBAL) ? "" : region;
    return "arn:aws:" + service + ":" + place + ":" + accountId + ":" + resource;
  }

  /**
   * Returns this account's service of a region, created at the first look. Global services are in
   * {@link #GLOBAL}.
   */
  public <S> S service(String region, Class<S> type) {
    lock.lock();
    try {
      ServiceKey key = new ServiceKey(region, type);
      Object service = services.get(key);
      if (service == null) {
        service = Services.create(type, this, region);
        services.put(key, service);
      }
      return type.cast(service);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the services of a region, among those created so far, that are of a type. */
  public <S> List<S> services(String region, Class<S> type) {
    return services.entrySet().stream()
        .filter(entry -> entry.getKey().region().equals(region))
        .map(Map.Entry::getValue)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  ReentrantLock lock() {
    return lock;
  }
}
