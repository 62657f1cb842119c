package org.iasql.engine.cloud;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.SdkRequest;

/**
 * An SDK client whose calls pass a gate. Paginators and the overloads with a consumer of a builder are
 * made of the gated calls.
 */
final class GatedClient implements InvocationHandler {
  private final Class<?> type;
  private final Object target;
  private final CallGate gate;

  private GatedClient(Class<?> type, Object target, CallGate gate) {
    this.type = type;
    this.target = target;
    this.gate = gate;
  }

  static <C> C of(Class<C> type, C target, CallGate gate) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new GatedClient(type, target, gate)));
  }

  @Override
  @SuppressWarnings("NullAway")
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean call =
        arguments != null
            && arguments.length == 1
            && arguments[0] instanceof SdkRequest
            && !method.getName().endsWith("Paginator");
    if (call) {
      AwsCall awsCall = AwsCall.of(type, method.getName(), (SdkRequest) arguments[0]);
      return gate.pass(awsCall, () -> invokeTarget(method, arguments));
    }
    return method.isDefault()
        ? InvocationHandler.invokeDefault(proxy, method, arguments)
        : method.invoke(target, arguments);
  }

  private Object invokeTarget(Method method, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
