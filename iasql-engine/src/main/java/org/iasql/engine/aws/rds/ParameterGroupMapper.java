package org.iasql.engine.aws.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.iasql.aws.rds.ParameterGroup;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * Maps {@code parameter_group} to RDS. Of its hundreds of parameters only those count that a user
 * has set; RDS's own groups, whose names begin with {@code default.}, have none.
 */
final class ParameterGroupMapper implements ResourceMapper<ParameterGroup> {
  /** What ModifyDBParameterGroup and ResetDBParameterGroup take in one call. */
  private static final int PARAMETERS_PER_CALL = 20;

  @Override
  public ResourceType<ParameterGroup> type() {
    return ResourceType.of(ParameterGroup.class);
  }

  @Override
  public List<Observed<ParameterGroup>> list(Observation aws) {
    List<DBParameterGroup> groups = aws
        .rds()
        .describeDBParameterGroupsPaginator(r -> r.maxRecords(100))
        .dbParameterGroups()
        .stream()
        .toList();
    // A list lags: a group that it still has may be gone.
    return aws
        .parallel(
            groups,
            group -> aws.unlessMissing(() -> observed(group, userParameters(group, aws), aws)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Observed<ParameterGroup> create(ParameterGroup desired, Step aws) {
    var created = aws.rds()
        .createDBParameterGroup(r -> r.dbParameterGroupName(desired.name())
            .dbParameterGroupFamily(desired.family())
            .description(desired.description().orElseThrow())
            .tags(RdsTags.of(aws.tags())))
        .dbParameterGroup();
    Map<String, String> wish = desired.parameters().orElse(Map.of());
    set(desired.name(), wish, aws);
    return observed(created, wish, aws);
  }

  @Override
  public Observed<ParameterGroup> update(
      Observed<ParameterGroup> actual, ParameterGroup desired, Step aws) {
    Map<String, String> there = actual.value().parameters().orElse(Map.of());
    Map<String, String> wish = desired.parameters().orElse(there);
    Map<String, String> changed = new TreeMap<>(wish);
    changed.entrySet().removeAll(there.entrySet());
    set(desired.name(), changed, aws);
    Map<String, String> dropped = new TreeMap<>(there);
    dropped.keySet().removeAll(wish.keySet());
    reset(desired.name(), dropped, aws);
    return Observed.of(
        actual.identity(), actual.incarnation(), actual.value().withParameters(wish));
  }

  @Override
  public void delete(Observed<ParameterGroup> actual, Step aws) {
    aws.rds().deleteDBParameterGroup(r -> r.dbParameterGroupName(actual.value().name()));
  }

  @Override
  public Optional<Observed<ParameterGroup>> read(Observed<ParameterGroup> known, Aws aws) {
    return named(known.value().name(), aws).flatMap(group -> withParameters(group, aws));
  }

  @Override
  public Optional<Observed<ParameterGroup>> made(
      ParameterGroup wish, Map<String, String> tags, Aws aws) {
    return named(wish.name(), aws)
        .filter(group -> RdsTags.carried(tags, tagsOf(group.dbParameterGroupArn(), aws)))
        .flatMap(group -> withParameters(group, aws));
  }

  private static Optional<DBParameterGroup> named(String name, Aws aws) {
    return aws.unlessMissing(
            () -> aws.rds().describeDBParameterGroups(r -> r.dbParameterGroupName(name)))
        .flatMap(answer -> answer.dbParameterGroups().stream().findFirst());
  }

  private static List<Tag> tagsOf(String arn, Aws aws) {
    return aws.unlessMissing(() -> aws.rds().listTagsForResource(r -> r.resourceName(arn)))
        .map(ListTagsForResourceResponse::tagList)
        .orElse(List.of());
  }

  private static Optional<Observed<ParameterGroup>> withParameters(
      DBParameterGroup group, Aws aws) {
    return aws.unlessMissing(() -> observed(group, userParameters(group, aws), aws));
  }

  @Override
  public Optional<String> objection(ParameterGroup desired, Observation aws) {
    return Optional.of(desired.name())
        .filter(ParameterGroupMapper::madeByAws)
        .map(("Parameter group '%s' is RDS's own, as every group whose name begins with 'default.':"
            + " it can be neither created nor changed. Use another name.")::formatted);
  }

  private static boolean madeByAws(String name) {
    return name.startsWith("default.");
  }

  private static Map<String, String> userParameters(DBParameterGroup group, Aws aws) {
    String name = group.dbParameterGroupName();
    return madeByAws(name)
        ? Map.of()
        : aws
            .rds()
            .describeDBParametersPaginator(
                r -> r.dbParameterGroupName(name).source("user").maxRecords(100))
            .parameters()
            .stream()
            .filter(parameter -> parameter.parameterValue() != null)
            .collect(Collectors.toMap(Parameter::parameterName, Parameter::parameterValue));
  }

  private static void set(String group, Map<String, String> parameters, Step aws) {
    inChunks(
        group,
        parameters,
        aws,
        chunk ->
            aws.rds().modifyDBParameterGroup(r -> r.dbParameterGroupName(group).parameters(chunk)));
  }

  private static void reset(String group, Map<String, String> parameters, Step aws) {
    inChunks(
        group,
        parameters,
        aws,
        chunk -> aws.rds()
            .resetDBParameterGroup(
                r -> r.dbParameterGroupName(group).resetAllParameters(false).parameters(chunk)));
  }

  /** A static parameter is refused with any other method than the next reboot. */
  private static void inChunks(
      String group, Map<String, String> parameters, Step aws, Consumer<List<Parameter>> call) {
    if (parameters.isEmpty()) {
      return;
    }
    Map<String, String> applyTypes = applyTypes(group, aws);
    List<Parameter> all = new ArrayList<>();
    new TreeMap<>(parameters)
        .forEach((name, value) -> all.add(Parameter.builder()
            .parameterName(name)
            .parameterValue(value)
            .applyMethod(
                "dynamic".equals(applyTypes.get(name))
                    ? ApplyMethod.IMMEDIATE
                    : ApplyMethod.PENDING_REBOOT)
            .build()));
    for (int i = 0; i < all.size(); i += PARAMETERS_PER_CALL) {
      call.accept(all.subList(i, Math.min(i + PARAMETERS_PER_CALL, all.size())));
    }
  }

  private static Map<String, String> applyTypes(String group, Aws aws) {
    return aws
        .rds()
        .describeDBParametersPaginator(r -> r.dbParameterGroupName(group).maxRecords(100))
        .parameters()
        .stream()
        .filter(parameter -> parameter.applyType() != null)
        .collect(Collectors.toMap(Parameter::parameterName, Parameter::applyType, (a, b) -> a));
  }

  private static Observed<ParameterGroup> observed(
      DBParameterGroup group, Map<String, String> parameters, Aws aws) {
    ParameterGroup value = ParameterGroup.builder()
        .name(group.dbParameterGroupName())
        .region(aws.region())
        .arn(group.dbParameterGroupArn())
        .family(group.dbParameterGroupFamily())
        .description(Optional.ofNullable(group.description()))
        .parameters(parameters)
        .build();
    return Observed.of(group.dbParameterGroupArn(), value)
        .madeByAws(madeByAws(group.dbParameterGroupName()));
  }
}
