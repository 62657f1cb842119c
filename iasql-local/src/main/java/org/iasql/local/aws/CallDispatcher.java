package org.iasql.local.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.iasql.engine.sdk.Operations;
import org.iasql.engine.sdk.PassingClient;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What is behind the client that callers get: latency, listeners, log and lock around a simulated
 * service. What the SDK's interface derives from operations (paginators, consumer builders) is left
 * to it.
 */
final class CallDispatcher implements Operations {
  private final SdkClient service;
  private final String name;
  private final String region;
  private final Calls calls;

  /** The operations that the service has, by the name of their method. */
  private final Map<String, Method> operations = new HashMap<>();

  private CallDispatcher(SdkClient service, String region, Calls calls) {
    this.service = service;
    this.name = service.serviceName().toLowerCase(Locale.ROOT);
    this.region = region;
    this.calls = calls;
    for (Method method : service.getClass().getDeclaredMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length == 1 && SdkRequest.class.isAssignableFrom(types[0])) {
        operations.put(method.getName(), method);
      }
    }
  }

  /** Returns a client for a service's operations. */
  static <C extends SdkClient> C client(Class<C> client, C service, String region, Calls calls) {
    return PassingClient.of(client, new CallDispatcher(service, region, calls));
  }

  @Override
  public Object call(String method, SdkRequest request) {
    Method operation = operations.get(method);
    if (operation == null) {
      throw missing(method);
    }
    Call call = new Call(
        name, operationName(method), region, request, calls.account().now(), Optional.empty());
    calls.sleep(call);
    return calls.answer(call, () -> invoke(operation, request));
  }

  private UnsupportedOperationException missing(String method) {
    return new UnsupportedOperationException("The simulated AWS has no "
        + name
        + " "
        + operationName(method)
        + ". Use an operation that it has, or add this one to "
        + service.getClass().getSimpleName()
        + ".");
  }

  @Override
  public String serviceName() {
    return service.serviceName();
  }

  @Override
  public String toString() {
    return "simulated client of " + name + " in " + region;
  }

  private Object invoke(Method operation, SdkRequest request) {
    try {
      return operation.invoke(service, request);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof AwsServiceException error) {
        throw error;
      }
      throw new IllegalStateException(
          "The simulated AWS failed in " + name + " " + operationName(operation.getName()),
          e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("'" + operation + "' cannot be called", e);
    }
  }

  private static String operationName(String method) {
    return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
  }
}
