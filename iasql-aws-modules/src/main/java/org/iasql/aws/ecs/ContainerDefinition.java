package org.iasql.aws.ecs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.aws.ecr.Repository;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/**
 * A container of a {@link TaskDefinition}, with which it travels. Its image comes from a repository
 * of the account or from anywhere, one of the three.
 */
@Table("container_definition")
@Value.Immutable
@JsonSerialize(as = ImmutableContainerDefinition.class)
@JsonDeserialize(as = ImmutableContainerDefinition.class)
public interface ContainerDefinition
    extends Resource<ContainerDefinition>, WithContainerDefinition {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The owner; not needed in a value that is added to one. */
  @Key
  @Value.Auxiliary
  Optional<Ref<TaskDefinition>> taskDefinitionId();

  /** One to 255 letters, digits, {@code _} and {@code -}; unique in the task definition. */
  @Key
  String name();

  /** An image's name as Docker takes it, of a registry that has no table here. */
  Optional<String> image();

  Optional<Ref<Repository>> repositoryId();

  Optional<Ref<PublicRepository>> publicRepositoryId();

  /** The image's tag; not together with {@link #digest}. */
  Optional<String> tag();

  /** The image's digest, such as {@code sha256:...}. */
  Optional<String> digest();

  /** Whether the task ends with this container; false unless said otherwise. */
  boolean essential();

  /** CPU units that are reserved for the container, of which 1024 are one vCPU. */
  Optional<Integer> cpu();

  /** MiB at which the container is ended. */
  Optional<Integer> memory();

  /** MiB that are reserved for the container. */
  Optional<Integer> memoryReservation();

  /** On Fargate always the container's port, which is also what its absence means. */
  Optional<Integer> hostPort();

  Optional<Integer> containerPort();

  /** The port's protocol; {@code tcp} unless said otherwise. */
  Optional<PortProtocol> protocol();

  /** The environment; a text with a JSON object in the table. */
  @JsonSerialize(converter = EnvironmentText.Writer.class)
  @JsonDeserialize(converter = EnvironmentText.Reader.class)
  Map<String, String> envVariables();

  /** Where the container's output goes. */
  Optional<Ref<LogGroup>> logGroupId();

  /** The same container, written in the one way in which equal containers are equal values. */
  @Value.Check
  default ContainerDefinition canonical() {
    ImageName name = ImageName.of(image(), tag(), digest());
    Optional<PortProtocol> port = containerPort().map(p -> protocol().orElse(PortProtocol.TCP));
    Optional<Integer> host = hostPort().filter(p -> !containerPort().equals(Optional.of(p)));
    Optional<Integer> units = cpu().filter(c -> c != 0);
    boolean same = name.image().equals(image())
        && name.tag().equals(tag())
        && name.digest().equals(digest())
        && port.equals(protocol())
        && host.equals(hostPort())
        && units.equals(cpu());
    return same
        ? this
        : builder()
            .from(this)
            .image(name.image())
            .tag(name.tag())
            .digest(name.digest())
            .protocol(port)
            .hostPort(host)
            .cpu(units)
            .build();
  }

  @Override
  default String describe() {
    return name();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link ContainerDefinition}. */
  final class Builder extends ImmutableContainerDefinition.Builder {
    Builder() {
      essential(false);
    }
  }
}
