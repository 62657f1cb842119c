package org.iasql.local.request;

import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.PsqlTest;
import org.iasql.local.TutorialTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is tested on every version: calls from SQL, and the tutorial. */
@Execution(ExecutionMode.CONCURRENT)
abstract class VersionsContract {
  abstract EmbeddedDatabase server();

  @Nested
  class Answers extends AnswersTest {
    @Override
    EmbeddedDatabase server() {
      return VersionsContract.this.server();
    }
  }

  @Nested
  class Rights extends RightsTest {
    @Override
    EmbeddedDatabase server() {
      return VersionsContract.this.server();
    }
  }

  @Nested
  class Transactions extends TransactionTest {
    @Override
    EmbeddedDatabase server() {
      return VersionsContract.this.server();
    }
  }

  @Nested
  class Waits extends WaitingTest {
    @Override
    EmbeddedDatabase server() {
      return VersionsContract.this.server();
    }
  }

  @Nested
  class Tutorial extends TutorialTest {
    @Override
    protected EmbeddedDatabase server() {
      return VersionsContract.this.server();
    }
  }

  @Nested
  class Psql extends PsqlTest {
    @Override
    protected EmbeddedDatabase server() {
      return VersionsContract.this.server();
    }
  }
}
