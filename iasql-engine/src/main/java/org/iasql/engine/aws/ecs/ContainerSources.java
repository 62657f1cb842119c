package org.iasql.engine.aws.ecs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.ImageName;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.Step;

/**
 * What the texts in a container's definition stand for: repositories by their URI, log groups by
 * their name.
 */
final class ContainerSources {
  private final Map<String, Ref<Repository>> repositories = new HashMap<>();
  private final Map<String, Ref<PublicRepository>> publicRepositories = new HashMap<>();
  private final Map<String, Ref<LogGroup>> logGroups = new HashMap<>();

  private ContainerSources() {}

  /**
   * Everything in the account, except the repositories whose URI a row has as plain text: there it
   * stays a text.
   */
  static ContainerSources of(Observation aws) {
    ContainerSources sources = new ContainerSources();
    aws.all(LogGroup.class).forEach(sources::add);
    aws.all(Repository.class).forEach(sources::addRepository);
    aws.all(PublicRepository.class).forEach(sources::addPublicRepository);
    Set<String> texts = aws.rows(TaskDefinition.class).stream()
        .flatMap(row -> row.containers().stream())
        .flatMap(container -> container.image().stream())
        .collect(Collectors.toSet());
    sources.repositories.keySet().removeAll(texts);
    sources.publicRepositories.keySet().removeAll(texts);
    return sources;
  }

  /** What a wish refers to. */
  static ContainerSources of(TaskDefinition desired, Step aws) {
    ContainerSources sources = new ContainerSources();
    for (ContainerDefinition container : desired.containers()) {
      container
          .repositoryId()
          .ifPresent(r -> sources.addRepository(aws.resolve(Repository.class, r)));
      container
          .publicRepositoryId()
          .ifPresent(r -> sources.addPublicRepository(aws.resolve(PublicRepository.class, r)));
      container.logGroupId().ifPresent(r -> sources.add(aws.resolve(LogGroup.class, r)));
    }
    return sources;
  }

  /**
   * What the texts of a revision stand for, as far as {@code known}, of which it is a revision, has
   * references there. AWS's ids of repositories and log groups are made of account, region and name,
   * so nothing is asked where {@code known} refers to rows.
   */
  static ContainerSources in(
      software.amazon.awssdk.services.ecs.model.TaskDefinition there,
      TaskDefinition known,
      Aws aws) {
    ContainerSources sources = new ContainerSources();
    Map<String, ContainerDefinition> byName = known.containers().stream()
        .collect(Collectors.toMap(ContainerDefinition::name, Function.identity()));
    String partition = there.taskDefinitionArn().split(":", -1)[1];
    for (var container : there.containerDefinitions()) {
      Optional.ofNullable(byName.get(container.name()))
          .ifPresent(same -> sources.add(container, same, partition, aws));
    }
    return sources;
  }

  private void add(
      software.amazon.awssdk.services.ecs.model.ContainerDefinition container,
      ContainerDefinition known,
      String partition,
      Aws aws) {
    String place = aws.region() + ":" + aws.accountId();
    String uri = ImageName.parse(container.image()).image().orElse("");
    String path = uri.substring(uri.indexOf('/') + 1);
    String publicName = path.substring(path.indexOf('/') + 1);
    known.repositoryId().ifPresent(ref -> {
      String arn = "arn:%s:ecr:%s:repository/%s".formatted(partition, place, path);
      repositories.put(uri, cloud(ref, arn));
    });
    known.publicRepositoryId().ifPresent(ref -> {
      String arn =
          "arn:%s:ecr-public::%s:repository/%s".formatted(partition, aws.accountId(), publicName);
      publicRepositories.put(uri, cloud(ref, arn));
    });
    Optional<String> group = Optional.ofNullable(container.logConfiguration())
        .map(logging -> logging.options().get("awslogs-group"));
    known
        .logGroupId()
        .ifPresent(ref -> group.ifPresent(name -> {
          String arn = "arn:%s:logs:%s:log-group:%s".formatted(partition, place, name);
          logGroups.put(name, cloud(ref, arn));
        }));
  }

  private static <R extends Resource<R>> Ref<R> cloud(Ref<R> known, String arn) {
    return known.cloud().isPresent() ? known : Ref.cloud(arn);
  }

  Optional<Ref<Repository>> repository(String uri) {
    return Optional.ofNullable(repositories.get(uri));
  }

  Optional<Ref<PublicRepository>> publicRepository(String uri) {
    return Optional.ofNullable(publicRepositories.get(uri));
  }

  Optional<Ref<LogGroup>> logGroup(String name) {
    return Optional.ofNullable(logGroups.get(name));
  }

  private void add(Observed<LogGroup> group) {
    logGroups.put(group.value().logGroupName(), Ref.cloud(group.identity()));
  }

  private void addRepository(Observed<Repository> repository) {
    repository
        .value()
        .repositoryUri()
        .ifPresent(uri -> repositories.put(uri, Ref.cloud(repository.identity())));
  }

  private void addPublicRepository(Observed<PublicRepository> repository) {
    repository
        .value()
        .repositoryUri()
        .ifPresent(uri -> publicRepositories.put(uri, Ref.cloud(repository.identity())));
  }
}
