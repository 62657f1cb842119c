package org.iasql.aws.ecr;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_ecr}. */
public final class EcrModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_ecr";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_account");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(Repository.class, PublicRepository.class, RepositoryPolicy.class);
  }
}
