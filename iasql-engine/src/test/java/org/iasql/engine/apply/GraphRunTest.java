package org.iasql.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryPolicy;
import org.iasql.core.resource.Ref;
import org.iasql.engine.plan.PlanGraph;
import org.iasql.engine.plan.PlanGraph.Node;
import org.iasql.engine.plan.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GraphRunTest {
  private static final int WIDTH = GraphRun.WIDTH;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void runsStepsThatDoNotNeedEachOtherAtTheSameTime() {
    CountDownLatch allRun = new CountDownLatch(WIDTH);
    GraphRun run = run(logGroups(WIDTH).graph(), node -> {
      allRun.countDown();
      await(allRun);
    });
    assertThat(run.failures()).isEmpty();
    assertThat(done).hasSize(WIDTH);
  }

  /** On the caller's own thread, a step counts as running until the run has taken notice of its end. */
  @Test
  void runsNoMoreStepsAtOnceThanItsWidth() {
    AtomicReference<GraphRun> run = new AtomicReference<>();
    List<Integer> started = new ArrayList<>();
    List<Long> running = new ArrayList<>();
    PlanGraph graph = logGroups(3 * WIDTH).graph();
    run.set(new GraphRun(no -> before(graph, no), Runnable::run, node -> {
      started.add(node);
      running.add(started.stream().filter(n -> !run.get().succeeded(n)).count());
    }));
    run.get().run(numbers(graph.nodes()));
    assertThat(running).hasSize(3 * WIDTH).contains((long) WIDTH).allMatch(n -> n <= WIDTH);
  }

  @Test
  void runsAStepAfterWhatItNeeds() {
    run(policies("a", "b").graph(), node -> {});
    assertThat(done).containsSubsequence("a", "policy of repository 1");
    assertThat(done).containsSubsequence("b", "policy of repository 2");
  }

  @Test
  void stopsOnlyTheDependentsOfAFailedStep() {
    PlanGraph graph = policies("a", "b").graph();
    GraphRun run = run(graph, failing("a"));
    assertThat(done).containsExactlyInAnyOrder("b", "policy of repository 2");
    assertThat(run.failures().values())
        .extracting(Throwable::getMessage)
        .containsExactly("'a' failed");
    assertThat(graph.nodes().stream().filter(n -> run.succeeded(n.no())).map(GraphRunTest::name))
        .containsExactlyInAnyOrder("b", "policy of repository 2");
  }

  @Test
  void waitsForRunningStepsWhenOneFails() {
    CountDownLatch failed = new CountDownLatch(1);
    Semaphore started = new Semaphore(0);
    GraphRun run = run(policies("a", "b").graph(), node -> {
      if (name(node).equals("a")) {
        started.acquireUninterruptibly();
        failed.countDown();
        throw new IllegalStateException("'a' failed");
      }
      started.release();
      await(failed);
    });
    assertThat(done).containsExactlyInAnyOrder("b", "policy of repository 2");
    assertThat(run.failures()).hasSize(1);
  }

  @Test
  void runsTheRestOfAGraphLater() {
    PlanGraph graph = policies("a").graph();
    GraphRun run =
        new GraphRun(no -> before(graph, no), threads, no -> note(graph.nodes().get(no)));
    run.run(
        numbers(graph.nodes().stream().filter(n -> graph.before(n).isEmpty()).toList()));
    assertThat(done).containsExactly("a");
    run.run(
        numbers(graph.nodes().stream().filter(n -> !graph.before(n).isEmpty()).toList()));
    assertThat(done).containsExactly("a", "policy of repository 1");
  }

  @Test
  void triesNothingThatNeedsAStepWhichFailedBefore() {
    PlanGraph graph = policies("a").graph();
    GraphRun run = run(graph, failing("a"));
    run.run(
        numbers(graph.nodes().stream().filter(n -> !graph.before(n).isEmpty()).toList()));
    assertThat(done).isEmpty();
  }

  private GraphRun run(PlanGraph graph, Consumer<Node> work) {
    GraphRun run = new GraphRun(
        no -> before(graph, no),
        threads,
        no -> work.andThen(this::note).accept(graph.nodes().get(no)));
    run.run(numbers(graph.nodes()));
    return run;
  }

  private static Set<Integer> before(PlanGraph graph, int no) {
    return graph.before(graph.nodes().get(no));
  }

  private static List<Integer> numbers(List<Node> nodes) {
    return nodes.stream().map(Node::no).toList();
  }

  private void note(Node node) {
    done.add(name(node));
  }

  private static Consumer<Node> failing(String name) {
    return node -> {
      if (name(node).equals(name)) {
        throw new IllegalStateException("'" + name + "' failed");
      }
    };
  }

  private static String name(Node node) {
    return node.change().description();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The other steps do not run at the same time");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Scene logGroups(int count) {
    Scene scene = new Scene();
    for (int i = 0; i < count; i++) {
      scene.row(LogGroup.builder()
          .id(i)
          .region("us-east-2")
          .logGroupName("group-" + i)
          .build());
    }
    return scene;
  }

  private static Scene policies(String... repositories) {
    Scene scene = new Scene();
    for (int i = 1; i <= repositories.length; i++) {
      scene.row(Repository.builder()
          .id(i)
          .region("us-east-2")
          .repositoryName(repositories[i - 1])
          .build());
      scene.row(RepositoryPolicy.builder()
          .id(i)
          .region("us-east-2")
          .repositoryId(Ref.row(i))
          .policyText("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
          .build());
    }
    return scene;
  }
}
