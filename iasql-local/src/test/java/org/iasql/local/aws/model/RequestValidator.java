package org.iasql.local.aws.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;

/**
 * Holds every call of the simulated AWS to AWS's own models. A request that breaks its model may be
 * sent, since users can make the engine send one, but not be accepted: AWS would refuse it. And a
 * refusal has a code that AWS has for the operation. Without models nothing is checked.
 */
public final class RequestValidator implements CallListener {
  private static final Optional<ServiceModels> MODELS = ServiceModels.ofEnvironment();

  private final Optional<ServiceModels> models;
  private final Consumer<String> report;

  /** For the service loader: reports to the test that runs. */
  public RequestValidator() {
    this(MODELS, Violations::add);
  }

  RequestValidator(Optional<ServiceModels> models, Consumer<String> report) {
    this.models = models;
    this.report = report;
  }

  @Override
  public void before(Call call) {}

  @Override
  public void after(Call call) {
    models.ifPresent(all -> {
      ServiceModel model = all.of(sdkPackage(call));
      List<String> violations = RequestRules.violations(model, call.operation(), call.request());
      if (!violations.isEmpty()) {
        fail("%s accepted a request that AWS's model forbids: %s"
            .formatted(call, String.join("; ", violations)));
      }
    });
  }

  @Override
  public void failed(Call call) {
    String code = call.errorCode().orElse("no code");
    models.ifPresent(all -> {
      ServiceModel model = all.of(sdkPackage(call));
      if (!ErrorCodes.known(model, call.operation(), code)) {
        fail("%s, which is no error of this operation; its model has %s"
            .formatted(call, model.errorCodes(call.operation())));
      }
    });
  }

  private void fail(String violation) {
    report.accept(violation);
    throw new AssertionError(violation);
  }

  /** The SDK keeps a service's requests in {@code ...services.<package>.model}. */
  private static String sdkPackage(Call call) {
    String[] packages = call.request().getClass().getPackageName().split("\\.");
    return packages[packages.length - 2];
  }
}
