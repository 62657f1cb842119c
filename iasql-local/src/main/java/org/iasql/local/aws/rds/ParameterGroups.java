package org.iasql.local.aws.rds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DbParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupRequest;

/** The DB parameter groups of a region: the account's own, and AWS's default ones. */
final class ParameterGroups {
  private static final int MAX_CHANGES = 20;
  private static final int MAX_NAME = 255;
  private static final String DEFAULT_PREFIX = "default.";

  private final Account account;
  private final String region;
  private final Map<String, StoredGroup> groups = new TreeMap<>();

  private record StoredGroup(
      DBParameterGroup group, Engines engine, Map<String, Parameter> userValues) {}

  ParameterGroups(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  DBParameterGroup create(CreateDbParameterGroupRequest request) {
    String name = RdsErrors.required("DBParameterGroupName", request.dbParameterGroupName())
        .toLowerCase(Locale.ROOT);
    RdsErrors.checkIdentifier("DBParameterGroupName", name, MAX_NAME);
    String description = RdsErrors.required("Description", request.description());
    Engines engine = Engines.ofFamily(request.dbParameterGroupFamily())
        .orElseThrow(() -> RdsErrors.invalidValue("ParameterGroupFamily "
            + request.dbParameterGroupFamily()
            + " is not a valid parameter group family"));
    if (groups.containsKey(name)) {
      throw RdsErrors.error(
          DbParameterGroupAlreadyExistsException.builder(),
          "DBParameterGroupAlreadyExists",
          400,
          "Parameter group " + name + " already exists");
    }
    return store(name, engine, description);
  }

  Pages.Page<DBParameterGroup> describe(DescribeDbParameterGroupsRequest request) {
    List<DBParameterGroup> found = request.dbParameterGroupName() == null
        ? groups.values().stream().map(StoredGroup::group).toList()
        : List.of(find(request.dbParameterGroupName()).group());
    int size = RdsErrors.records(request.maxRecords());
    return Pages.page(found, request.marker(), size, size);
  }

  /** Deletes a group; its ARN, so that its tags can go too. */
  String delete(String name, Instances instances) {
    String key = name.toLowerCase(Locale.ROOT);
    if (key.startsWith(DEFAULT_PREFIX)) {
      throw RdsErrors.invalidValue("Default DBParameterGroup cannot be deleted: " + key);
    }
    StoredGroup stored = find(key);
    if (instances.useParameterGroup(key)) {
      throw RdsErrors.invalidGroupState(
          "One or more database instances are still members of this parameter group "
              + key
              + ", so the group cannot be deleted");
    }
    groups.remove(key);
    return stored.group().dbParameterGroupArn();
  }

  Pages.Page<Parameter> parameters(DescribeDbParametersRequest request) {
    StoredGroup stored = find(request.dbParameterGroupName());
    List<Parameter> found = ParameterCatalog.of(stored.engine()).values().stream()
        .map(parameter -> stored.userValues().getOrDefault(parameter.parameterName(), parameter))
        .filter(
            parameter -> request.source() == null || request.source().equals(parameter.source()))
        .toList();
    int size = RdsErrors.records(request.maxRecords());
    return Pages.page(found, request.marker(), size, size);
  }

  /** Sets values; either all of the request's or, after an error, none. */
  void modify(ModifyDbParameterGroupRequest request) {
    StoredGroup stored = findOwn(request.dbParameterGroupName());
    checkCount(request.parameters());
    Map<String, Parameter> changed = new HashMap<>();
    for (Parameter wish : request.parameters()) {
      Parameter known = known(stored, wish);
      if (wish.parameterValue() == null) {
        throw RdsErrors.invalidCombination(
            "The value of the parameter " + wish.parameterName() + " must be specified.");
      }
      changed.put(
          known.parameterName(),
          known.toBuilder()
              .parameterValue(wish.parameterValue())
              .source("user")
              .applyMethod(Optional.ofNullable(wish.applyMethod()).orElse(ApplyMethod.IMMEDIATE))
              .build());
    }
    stored.userValues().putAll(changed);
  }

  void reset(ResetDbParameterGroupRequest request) {
    StoredGroup stored = findOwn(request.dbParameterGroupName());
    if (Boolean.TRUE.equals(request.resetAllParameters())) {
      stored.userValues().clear();
      return;
    }
    checkCount(request.parameters());
    List<String> names = new ArrayList<>();
    request.parameters().forEach(wish -> names.add(known(stored, wish).parameterName()));
    stored.userValues().keySet().removeAll(names);
  }

  /** Returns the group that an instance of an engine is to have; it has to fit. */
  DBParameterGroup forInstance(Optional<String> wish, Engines engine) {
    StoredGroup stored = find(wish.orElse(engine.defaultGroup()));
    if (stored.engine() != engine) {
      throw RdsErrors.invalidCombination("The parameter group "
          + stored.group().dbParameterGroupName()
          + " with DBParameterGroupFamily "
          + stored.engine().family()
          + " can't be used for this instance. Use a parameter group with DBParameterGroupFamily "
          + engine.family());
    }
    return stored.group();
  }

  boolean contains(String arn) {
    return groups.values().stream()
        .anyMatch(stored -> stored.group().dbParameterGroupArn().equals(arn));
  }

  private StoredGroup findOwn(String name) {
    StoredGroup stored = find(name);
    if (stored.group().dbParameterGroupName().startsWith(DEFAULT_PREFIX)) {
      throw RdsErrors.invalidGroupState("Cannot modify a default parameter group: " + name);
    }
    return stored;
  }

  /** A default group is there for each family, but is listed only once somebody asked for it. */
  private StoredGroup find(String name) {
    String key = RdsErrors.required("DBParameterGroupName", name).toLowerCase(Locale.ROOT);
    if (!groups.containsKey(key) && key.startsWith(DEFAULT_PREFIX)) {
      Engines.ofFamily(key.substring(DEFAULT_PREFIX.length()))
          .ifPresent(
              engine -> store(key, engine, "Default parameter group for " + engine.family()));
    }
    return Optional.ofNullable(groups.get(key)).orElseThrow(() -> RdsErrors.groupNotFound(key));
  }

  private DBParameterGroup store(String name, Engines engine, String description) {
    DBParameterGroup group = DBParameterGroup.builder()
        .dbParameterGroupName(name)
        .dbParameterGroupFamily(engine.family())
        .description(description)
        .dbParameterGroupArn(account.arn("rds", region, "pg:" + name))
        .build();
    groups.put(name, new StoredGroup(group, engine, new HashMap<>()));
    return group;
  }

  private static Parameter known(StoredGroup stored, Parameter wish) {
    Parameter known = ParameterCatalog.of(stored.engine()).get(wish.parameterName());
    if (known == null) {
      throw RdsErrors.invalidValue("Could not find parameter with name: " + wish.parameterName());
    }
    if (!known.isModifiable()) {
      throw RdsErrors.invalidValue(
          "The parameter " + wish.parameterName() + " cannot be modified.");
    }
    if (known.applyType().equals("static") && wish.applyMethod() != ApplyMethod.PENDING_REBOOT) {
      throw RdsErrors.invalidCombination(
          "cannot use immediate apply method for static parameter " + wish.parameterName());
    }
    return known;
  }

  private static void checkCount(List<Parameter> parameters) {
    if (parameters.isEmpty() || parameters.size() > MAX_CHANGES) {
      throw RdsErrors.invalidValue(
          "The number of parameters must be between 1 and " + MAX_CHANGES + ".");
    }
  }
}
