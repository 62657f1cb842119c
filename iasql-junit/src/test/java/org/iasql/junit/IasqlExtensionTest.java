package org.iasql.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Map;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The tests below run once, in an engine of their own; each test here looks at one outcome. */
class IasqlExtensionTest {
  private static final String ARN = "arn:aws:logs:us-east-2:123456789012:log-group:forgotten";

  private static Events events;

  @BeforeAll
  static void runs() {
    events = EngineTestKit.engine("junit-jupiter")
        .selectors(
            selectClass(Leaves.class),
            selectClass(MustNotLeave.class),
            selectClass(MayLeave.class),
            selectClass(AsksForUnknownModule.class))
        .execute()
        .allEvents();
  }

  @Test
  void reportsWhatATestLeavesBehind() {
    events
        .assertThatEvents()
        .haveExactly(1, event(test("leavesALogGroup"), finishedSuccessfully()));
    assertThat(reported("leavesALogGroup")).containsExactly(Map.of("iasql.leftBehind", ARN));
  }

  @Test
  void failsATestThatMustNotLeaveAnything() {
    events
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("isToLeaveNothing"),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(text -> text.contains("isToLeaveNothing") && text.contains(ARN)))));
    assertThat(reported("isToLeaveNothing")).hasSize(1);
  }

  @Test
  void saysNothingIfToldSo() {
    events
        .assertThatEvents()
        .haveExactly(1, event(test("leavesWhatItLikes"), finishedSuccessfully()));
    assertThat(reported("leavesWhatItLikes")).isEmpty();
  }

  @Test
  void saysWhyATestDoesNotStart() {
    events
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("neverRuns"),
                finishedWithFailure(
                    instanceOf(IasqlException.class),
                    message(text -> text.contains("'aws_cloudwach'")
                        && text.contains("Did you mean 'aws_cloudwatch'?")))));
  }

  private static List<Map<String, String>> reported(String method) {
    return events
        .reportingEntryPublished()
        .filter(event -> event.getTestDescriptor().getUniqueId().toString().contains(method))
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .toList();
  }

  private static void forget(SimulatedAws aws) {
    aws.logs().createLogGroup(request -> request.logGroupName("forgotten"));
  }

  @IasqlTest
  static class Leaves {
    @Test
    void leavesALogGroup(SimulatedAws aws) {
      forget(aws);
      assertThat(aws.inventory()).contains(ARN);
    }
  }

  @IasqlTest(leaks = Leaks.FAIL)
  static class MustNotLeave {
    @Test
    void isToLeaveNothing(SimulatedAws aws) {
      forget(aws);
      assertThat(aws.inventory()).contains(ARN);
    }
  }

  @IasqlTest(leaks = Leaks.IGNORE)
  static class MayLeave {
    @Test
    void leavesWhatItLikes(SimulatedAws aws) {
      forget(aws);
      assertThat(aws.inventory()).contains(ARN);
    }
  }

  @IasqlTest(modules = "aws_cloudwach")
  static class AsksForUnknownModule {
    @Test
    void neverRuns(Iasql iasql) {
      assertThat(iasql).isNull();
    }
  }
}
