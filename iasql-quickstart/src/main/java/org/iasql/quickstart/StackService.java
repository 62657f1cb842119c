package org.iasql.quickstart;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryDao;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.ClusterDao;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.ServiceDao;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.ecs.TaskDefinitionDao;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.core.Change;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.RefusedException;

/** A stack that is up, as its rows have it: where its image goes, and what runs it. */
record StackService(StackSettings settings, IasqlTransaction tx) {

  /** Where the image goes: by default under the tag that the rows say the container has. */
  ImageTarget imageTarget(Optional<String> tag) {
    Repository repository = tx.dao(RepositoryDao.class)
        .findByName(settings.repository())
        .orElseThrow(
            () -> notUp("this database has no repository '%s'".formatted(settings.repository())));
    String uri = repository
        .repositoryUri()
        .orElseThrow(() -> notUp(
            "AWS has assigned no address to repository '%s' yet".formatted(settings.repository())));
    return new ImageTarget(
        repository.region().orElseGet(this::defaultRegion), uri, tag.orElseGet(this::tag));
  }

  ServiceTarget serviceTarget() {
    Service service = service()
        .filter(row -> row.arn().isPresent())
        .orElseThrow(() -> notUp("AWS has no service '%s' yet".formatted(settings.service())));
    String group = tx.dao(TargetGroupDao.class)
        .findByName(settings.targetGroup())
        .flatMap(TargetGroup::targetGroupArn)
        .orElseThrow(
            () -> notUp("AWS has no target group '%s' yet".formatted(settings.targetGroup())));
    return new ServiceTarget(
        service.region().orElseGet(this::defaultRegion),
        settings.cluster(),
        settings.service(),
        group);
  }

  /** Whether there is a service in AWS whose container has this tag. */
  boolean runs(String tag) {
    return service().filter(row -> row.arn().isPresent()).isPresent()
        && rowTag().filter(tag::equals).isPresent();
  }

  List<Change> redeploy() {
    Service service = service()
        .filter(row -> row.arn().isPresent())
        .orElseThrow(() -> notUp("AWS has no service '%s' yet".formatted(settings.service())));
    tx.dao(ServiceDao.class).update(service.withForceNewDeployment(true));
    return tx.apply();
  }

  /** The rows are what the service runs; pushing what it does not run would look like success. */
  private String tag() {
    String tag = rowTag().orElseGet(settings::imageTag);
    if (!tag.equals(settings.imageTag())) {
      throw new RefusedException(
          "Stack '%s' runs the image with tag '%s', and this description says '%s'. Bring the rows up to it first with up(iasql), or name the tag to push: image().tag(\"%3$s\")."
              .formatted(settings.name(), tag, settings.imageTag()));
    }
    return tag;
  }

  private Optional<String> rowTag() {
    return tx.dao(TaskDefinitionDao.class)
        .findByFamily(settings.taskFamily())
        .map(TaskDefinition::containers)
        .flatMap(containers -> containers.stream()
            .filter(container -> container.name().equals(settings.container()))
            .findFirst())
        .flatMap(ContainerDefinition::tag);
  }

  private Optional<Service> service() {
    return tx.dao(ClusterDao.class)
        .findByName(settings.cluster())
        .map(Cluster::ref)
        .flatMap(cluster -> tx.dao(ServiceDao.class).findByName(cluster, settings.service()));
  }

  private String defaultRegion() {
    return tx.handle()
        .createQuery("SELECT public.default_aws_region()")
        .mapTo(String.class)
        .one();
  }

  private RefusedException notUp(String why) {
    return new RefusedException(
        "Stack '%s' is not up: %s. Bring it up first with up(iasql), or apply its rows."
            .formatted(settings.name(), why));
  }
}
