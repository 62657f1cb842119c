package org.iasql.local.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The client that callers get: latency, listeners, log and lock around a simulated service. What
 * the SDK's interface derives from operations (paginators, consumer builders) is left to it.
 */
final class CallProxy<C extends SdkClient> implements InvocationHandler {
  private final Class<C> client;
  private final C service;
  private final String name;
  private final String region;
  private final Calls calls;

  /** Where a call goes; found out once for each method, since reflection's look-ups are slow. */
  private enum Route {
    OPERATION,
    DERIVED,
    MISSING
  }

  private final ConcurrentMap<Method, Route> routes = new ConcurrentHashMap<>();

  private CallProxy(Class<C> client, C service, String region, Calls calls) {
    this.client = client;
    this.service = service;
    this.name = service.serviceName().toLowerCase(Locale.ROOT);
    this.region = region;
    this.calls = calls;
  }

  static <C extends SdkClient> C client(Class<C> client, C service, String region, Calls calls) {
    Object proxy = Proxy.newProxyInstance(
        client.getClassLoader(),
        new Class<?>[] {client},
        new CallProxy<>(client, service, region, calls));
    return client.cast(proxy);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (arguments == null) {
      switch (method.getName()) {
        case "close":
          return null;
        case "serviceName":
          return service.serviceName();
        case "waiter":
        case "utilities":
        case "serviceClientConfiguration":
          throw missing(method);
        default:
          return InvocationHandler.invokeDefault(proxy, method);
      }
    }
    return switch (routes.computeIfAbsent(method, this::route)) {
      case OPERATION -> operation(method, (SdkRequest) arguments[0]);
      case DERIVED -> InvocationHandler.invokeDefault(proxy, method, arguments);
      case MISSING -> throw missing(method);
    };
  }

  private Route route(Method method) {
    Class<?>[] types = method.getParameterTypes();
    if (!SdkRequest.class.isAssignableFrom(types[0]) || method.getName().endsWith("Paginator")) {
      return Route.DERIVED;
    }
    try {
      Method found = service.getClass().getMethod(method.getName(), types);
      return found.getDeclaringClass().isInterface() ? Route.MISSING : Route.OPERATION;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("'" + method + "' is not a method of " + service, e);
    }
  }

  private Object operation(Method method, SdkRequest request) throws Throwable {
    Call call = new Call(
        name, operationName(method), region, request, calls.account().now(), Optional.empty());
    calls.sleep();
    return calls.answer(call, () -> invokeService(method, request));
  }

  private Object invokeService(Method method, SdkRequest request) {
    try {
      return method.invoke(service, request);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof AwsServiceException error) {
        throw error;
      }
      throw new IllegalStateException(
          "The simulated AWS failed in " + name + " " + operationName(method), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("'" + method + "' cannot be called", e);
    }
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "simulated " + client.getSimpleName() + " of " + region;
    };
  }

  private UnsupportedOperationException missing(Method method) {
    return new UnsupportedOperationException("The simulated AWS has no "
        + name
        + " "
        + operationName(method)
        + ". Use an operation that it has, or add this one to "
        + service.getClass().getSimpleName()
        + ".");
  }

  private static String operationName(Method method) {
    String operation = method.getName();
    return operation.substring(0, 1).toUpperCase(Locale.ROOT) + operation.substring(1);
  }
}
