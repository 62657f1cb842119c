package org.iasql.aws.acm;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_acm_list}. */
public final class CertificateModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_acm_list";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_account");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(Certificate.class);
  }
}
