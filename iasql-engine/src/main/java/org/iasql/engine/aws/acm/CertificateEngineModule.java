package org.iasql.engine.aws.acm;

import java.util.List;
import org.iasql.aws.acm.CertificateModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_acm_list} for the engine. */
public final class CertificateEngineModule {
  private CertificateEngineModule() {}

  /** The module with its mapper. */
  public static EngineModule create() {
    return new EngineModule(new CertificateModule(), List.of(new CertificateMapper()), List.of());
  }
}
