package org.iasql.engine.cloud;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.sdk.Operations;
import org.iasql.engine.sdk.PassingClient;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** An SDK client whose calls pass a gate. */
final class GatedClient<C extends SdkClient> implements Operations {
  private static final Map<String, MethodHandle> METHODS = new ConcurrentHashMap<>();

  private final Class<C> type;
  private final C target;
  private final CallGate gate;
  private final EngineObserver observer;

  private GatedClient(Class<C> type, C target, CallGate gate, EngineObserver observer) {
    this.type = type;
    this.target = target;
    this.gate = gate;
    this.observer = observer;
  }

  static <C extends SdkClient> C of(
      Class<C> type, C target, CallGate gate, EngineObserver observer) {
    return PassingClient.of(type, new GatedClient<>(type, target, gate, observer));
  }

  @Override
  public Object call(String method, SdkRequest request) {
    AwsCall call = AwsCall.of(type, method, request);
    return gate.pass(call, new ObservedAttempts(call, observer, () -> invoke(method, request)));
  }

  @Override
  public String serviceName() {
    return target.serviceName();
  }

  private Object invoke(String method, SdkRequest request) {
    MethodHandle operation = METHODS.computeIfAbsent(
        type.getName() + " " + method, name -> find(method, request.getClass()));
    try {
      return operation.invoke(target, request);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Looks one method up by name: reflection over a client would load thousands of types. */
  private MethodHandle find(String method, Class<?> request) {
    String response = request.getName().replaceFirst("Request$", "Response");
    try {
      Class<?> answer = Class.forName(response, false, request.getClassLoader());
      return MethodHandles.publicLookup()
          .findVirtual(type, method, MethodType.methodType(answer, request));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " has no " + method, e);
    }
  }
}
