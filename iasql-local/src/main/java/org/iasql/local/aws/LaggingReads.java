package org.iasql.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Answers to reads, given again while a later change of the same service and region is still hidden
 * from them. A read that was never made before sees everything. Used under the account's lock.
 */
final class LaggingReads {
  private static final int REMEMBERED = 1000;

  private final Map<Place, List<Change>> hidden = new HashMap<>();
  private final Map<Read, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Read, Answer> eldest) {
      return size() > REMEMBERED;
    }
  };
  private long changes;

  private record Place(String service, String region) {}

  private record Read(Place place, SdkRequest request) {}

  private record Change(long number, Instant shownAt) {}

  /** @param after how many changes there were when the answer was found */
  private record Answer(long after, Supplier<Object> content) {}

  /** Hides a change that was just made. */
  void changed(Call call, Instant now, Duration lag) {
    changes++;
    hidden
        .computeIfAbsent(place(call), place -> new ArrayList<>())
        .add(new Change(changes, now.plus(lag)));
  }

  /** Tells whether this read does not see yet what was changed since it was last made. */
  boolean isOutdated(Call call, Instant now) {
    Answer known = answers.get(new Read(place(call), call.request()));
    List<Change> here = hidden.get(place(call));
    if (known == null || here == null) {
      return false;
    }
    here.removeIf(change -> !now.isBefore(change.shownAt()));
    return here.stream().anyMatch(change -> change.number() > known.after());
  }

  /** Answers as the last time. */
  Object again(Call call) {
    Answer known = answers.get(new Read(place(call), call.request()));
    if (known == null) {
      throw new IllegalStateException(call + " was not answered before");
    }
    return known.content().get();
  }

  /** Answers a read, and remembers the answer, be it an error. */
  Object read(Call call, Supplier<Object> effect) {
    Read read = new Read(place(call), call.request());
    try {
      Object response = effect.get();
      answers.put(read, new Answer(changes, () -> response));
      return response;
    } catch (AwsServiceException e) {
      answers.put(read, new Answer(changes, () -> {
        throw e;
      }));
      throw e;
    }
  }

  private static Place place(Call call) {
    return new Place(call.service(), call.region());
  }
}
