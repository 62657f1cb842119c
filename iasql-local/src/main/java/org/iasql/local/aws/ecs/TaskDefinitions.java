package org.iasql.local.aws.ecs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** The task definitions of a region: families, each with its revisions, which never change. */
final class TaskDefinitions {
  private static final int PAGE = 100;
  private static final int DELETE_LIMIT = 10;

  private final Account account;
  private final String region;
  private final EcsTags tags;
  private final Map<String, TreeMap<Integer, TaskDefinition>> families = new TreeMap<>();
  private final Map<String, Integer> lastRevisions = new TreeMap<>();

  TaskDefinitions(Account account, String region, EcsTags tags) {
    this.account = account;
    this.region = region;
    this.tags = tags;
  }

  TaskDefinition register(RegisterTaskDefinitionRequest request) {
    TaskDefinitionRules rules = new TaskDefinitionRules(request);
    rules.check();
    int revision = lastRevisions.merge(request.family(), 1, Integer::sum);
    String arn = account.arn("ecs", region, "task-definition/" + request.family() + ":" + revision);
    TaskDefinition registered = TaskDefinition.builder()
        .taskDefinitionArn(arn)
        .family(request.family())
        .revision(revision)
        .status(TaskDefinitionStatus.ACTIVE)
        .taskRoleArn(request.taskRoleArn())
        .executionRoleArn(request.executionRoleArn())
        .networkMode(request.networkMode())
        .containerDefinitions(request.containerDefinitions().stream()
            .map(container -> withDefaults(container, request.networkMode()))
            .toList())
        .volumes(request.volumes())
        .placementConstraints(request.placementConstraints())
        .compatibilities(
            rules.isFargate()
                ? List.of(Compatibility.EC2, Compatibility.FARGATE)
                : List.of(Compatibility.EC2))
        .requiresCompatibilities(request.requiresCompatibilities())
        .cpu(rules.cpu())
        .memory(rules.memory())
        .pidMode(request.pidMode())
        .ipcMode(request.ipcMode())
        .proxyConfiguration(request.proxyConfiguration())
        .ephemeralStorage(request.ephemeralStorage())
        .runtimePlatform(request.runtimePlatform())
        .registeredAt(account.now())
        .registeredBy(account.arn("iam", Account.GLOBAL, "root"))
        .build();
    tags.create(arn, request.tags());
    families.computeIfAbsent(request.family(), key -> new TreeMap<>()).put(revision, registered);
    return registered;
  }

  /** Returns the revision that a family, {@code family:revision} or ARN means. */
  TaskDefinition describe(String reference) {
    return find(reference)
        .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
  }

  /** Returns the revision that a service is to run. */
  TaskDefinition active(@Nullable String reference) {
    if (reference == null) {
      throw EcsErrors.invalid("TaskDefinition can not be blank.");
    }
    TaskDefinition found =
        find(reference).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    if (found.status() != TaskDefinitionStatus.ACTIVE) {
      throw EcsErrors.client("TaskDefinition is inactive");
    }
    return found;
  }

  TaskDefinition deregister(String reference) {
    if (!reference.substring(reference.lastIndexOf('/') + 1).contains(":")) {
      throw EcsErrors.client("Invalid revision number. Number: null");
    }
    TaskDefinition found = find(reference)
        .orElseThrow(() -> EcsErrors.client("The specified task definition does not exist. "
            + "Specify a valid account, family, revision and try again."));
    if (found.status() != TaskDefinitionStatus.ACTIVE) {
      throw EcsErrors.client("The specified task definition is inactive.");
    }
    return store(found.toBuilder()
        .status(TaskDefinitionStatus.INACTIVE)
        .deregisteredAt(account.now())
        .build());
  }

  DeleteTaskDefinitionsResponse delete(List<String> references) {
    if (references.isEmpty() || references.size() > DELETE_LIMIT) {
      throw EcsErrors.invalid(
          "The number of task definitions must be between 1 and " + DELETE_LIMIT + ".");
    }
    List<TaskDefinition> deleted = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : references) {
      Optional<TaskDefinition> found = find(reference);
      if (found.isEmpty()) {
        failures.add(Failure.builder().arn(reference).reason("MISSING").build());
      } else if (found.get().status() == TaskDefinitionStatus.ACTIVE) {
        failures.add(Failure.builder()
            .arn(found.get().taskDefinitionArn())
            .reason("The specified task definition is still in ACTIVE status. Please deregister "
                + "the target and try again.")
            .build());
      } else {
        deleted.add(store(found.get().toBuilder()
            .status(TaskDefinitionStatus.DELETE_IN_PROGRESS)
            .build()));
      }
    }
    return DeleteTaskDefinitionsResponse.builder()
        .taskDefinitions(deleted)
        .failures(failures)
        .build();
  }

  Pages.Page<String> list(ListTaskDefinitionsRequest request) {
    TaskDefinitionStatus status =
        Optional.ofNullable(request.status()).orElse(TaskDefinitionStatus.ACTIVE);
    List<String> arns = new ArrayList<>(families.values().stream()
        .map(TreeMap::values)
        .flatMap(Collection::stream)
        .filter(found -> found.status() == status)
        .filter(found ->
            request.familyPrefix() == null || found.family().equals(request.familyPrefix()))
        .map(TaskDefinition::taskDefinitionArn)
        .toList());
    if (request.sort() == SortOrder.DESC) {
      Collections.reverse(arns);
    }
    return Pages.page(arns, request.nextToken(), request.maxResults(), PAGE);
  }

  Pages.Page<String> families(ListTaskDefinitionFamiliesRequest request) {
    TaskDefinitionFamilyStatus status =
        Optional.ofNullable(request.status()).orElse(TaskDefinitionFamilyStatus.ALL);
    String prefix = Optional.ofNullable(request.familyPrefix()).orElse("");
    List<String> names = families.entrySet().stream()
        .filter(family -> family.getKey().startsWith(prefix))
        .filter(family -> status == TaskDefinitionFamilyStatus.ALL
            || (status == TaskDefinitionFamilyStatus.ACTIVE)
                == newestActive(family.getValue()).isPresent())
        .map(Map.Entry::getKey)
        .toList();
    return Pages.page(names, request.nextToken(), request.maxResults(), PAGE);
  }

  private Optional<TaskDefinition> find(String reference) {
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    int colon = name.indexOf(':');
    String family = colon < 0 ? name : name.substring(0, colon);
    TreeMap<Integer, TaskDefinition> revisions = families.getOrDefault(family, new TreeMap<>());
    if (colon < 0) {
      return newestActive(revisions);
    }
    try {
      return Optional.ofNullable(revisions.get(Integer.valueOf(name.substring(colon + 1))));
    } catch (NumberFormatException e) {
      throw EcsErrors.client("Invalid revision number. Number: " + name.substring(colon + 1));
    }
  }

  private TaskDefinition store(TaskDefinition changed) {
    families.get(changed.family()).put(changed.revision(), changed);
    return changed;
  }

  private static Optional<TaskDefinition> newestActive(TreeMap<Integer, TaskDefinition> revisions) {
    return revisions.descendingMap().values().stream()
        .filter(found -> found.status() == TaskDefinitionStatus.ACTIVE)
        .findFirst();
  }

  /** What ECS fills in: its Describe shows these, whether the request had them or not. */
  private static ContainerDefinition withDefaults(
      ContainerDefinition container, @Nullable NetworkMode mode) {
    return container.toBuilder()
        .cpu(Optional.ofNullable(container.cpu()).orElse(0))
        .essential(Optional.ofNullable(container.essential()).orElse(true))
        .portMappings(container.portMappings().stream()
            .map(port -> port.toBuilder()
                .protocol(Optional.ofNullable(port.protocol()).orElse(TransportProtocol.TCP))
                .hostPort(hostPort(port, mode))
                .build())
            .toList())
        .environment(container.environment())
        .mountPoints(container.mountPoints())
        .volumesFrom(container.volumesFrom())
        .build();
  }

  private static @Nullable Integer hostPort(PortMapping port, @Nullable NetworkMode mode) {
    if (port.hostPort() != null) {
      return port.hostPort();
    }
    return mode == NetworkMode.AWSVPC ? port.containerPort() : Integer.valueOf(0);
  }
}
