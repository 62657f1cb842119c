package org.iasql.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@link IasqlTest} stands for. The stores of JUnit keep server and accounts, and close them. */
final class IasqlExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(IasqlExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws IllegalAccessException {
    List<Field> shared = ReflectionSupport.findFields(
        context.getRequiredTestClass(),
        field -> Modifier.isStatic(field.getModifiers())
            && !Modifier.isFinal(field.getModifiers())
            && TestAccount.provides(field.getType()),
        HierarchyTraversalMode.TOP_DOWN);
    for (Field field : shared) {
      field.setAccessible(true);
      field.set(null, account(context).value(field.getType()));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    account(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestAccount.provides(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return account(context).value(parameter.getParameter().getType());
  }

  /** A test instance's constructor gets what its test gets. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** The account that the class shares, if it has one; otherwise the test's own. */
  private static TestAccount account(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            TestAccount.class,
            key -> TestAccount.start(context, options(context), server(context)),
            TestAccount.class);
  }

  private static TestServer server(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(TestServer.class, key -> TestServer.start(), TestServer.class);
  }

  private static IasqlTest options(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
            context.getRequiredTestClass(), IasqlTest.class, context.getEnclosingTestClasses())
        .orElseThrow(() -> new ExtensionConfigurationException(
            "Class '%s' has the extension without its options: annotate it with @IasqlTest."
                .formatted(context.getRequiredTestClass().getName())));
  }
}
