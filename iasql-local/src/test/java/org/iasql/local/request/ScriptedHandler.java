package org.iasql.local.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Outcome;
import org.iasql.engine.request.Request;
import org.iasql.engine.request.RequestHandler;

/** Answers each verb as a test has told it to, and remembers how the callers' transactions ended. */
final class ScriptedHandler implements RequestHandler {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, BiFunction<Request, CallerSession, JsonNode>> scripts =
      new ConcurrentHashMap<>();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private volatile Runnable settling = () -> {};

  /** An answer of one row, whose description is the text. */
  static JsonNode row(String description) {
    var rows = JSON.createArrayNode();
    rows.addObject()
        .put("action", "create")
        .put("table_name", "thing")
        .put("id", 1)
        .put("description", description);
    return rows;
  }

  ScriptedHandler on(String verb, BiFunction<Request, CallerSession, JsonNode> script) {
    scripts.put(verb, script);
    return this;
  }

  /** Runs something before an end of a transaction counts as settled. */
  ScriptedHandler onEnd(Runnable settling) {
    this.settling = settling;
    return this;
  }

  /** Waits for the next end of a transaction. */
  Outcome nextOutcome() throws InterruptedException {
    Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
    if (outcome == null) {
      throw new AssertionError("No transaction has ended within 10 s");
    }
    return outcome;
  }

  boolean heardNothing() {
    return outcomes.isEmpty();
  }

  @Override
  public JsonNode answer(Request request, CallerSession session) {
    BiFunction<Request, CallerSession, JsonNode> script = scripts.get(request.verb());
    return script == null ? NullNode.getInstance() : script.apply(request, session);
  }

  @Override
  public void ended(Request request, Outcome outcome) {
    settling.run();
    outcomes.add(outcome);
  }
}
