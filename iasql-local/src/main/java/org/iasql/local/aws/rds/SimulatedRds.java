package org.iasql.local.aws.rds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.InterfaceOwner;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParameterGroupsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbParametersResponse;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupRequest;
import software.amazon.awssdk.services.rds.model.ResetDbParameterGroupResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * Behaves like RDS, in memory: database instances of PostgreSQL, MySQL and MariaDB in the default
 * VPC, and DB parameter groups. No database runs behind an endpoint.
 */
public final class SimulatedRds implements RdsClient, InterfaceOwner {
  private final ParameterGroups groups;
  private final Instances instances;
  private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

  /** Creates the service, empty but for AWS's default parameter groups. */
  public SimulatedRds(Account account, String region) {
    groups = new ParameterGroups(account, region);
    instances = new Instances(account, region, groups);
  }

  @Override
  public CreateDbInstanceResponse createDBInstance(CreateDbInstanceRequest request) {
    DBInstance created = instances.create(request);
    tags.remove(created.dbInstanceArn());
    tag(created.dbInstanceArn(), request.tags());
    return CreateDbInstanceResponse.builder().dbInstance(withTags(created)).build();
  }

  @Override
  public DescribeDbInstancesResponse describeDBInstances(DescribeDbInstancesRequest request) {
    Pages.Page<DBInstance> page = instances.describe(request);
    return DescribeDbInstancesResponse.builder()
        .dbInstances(page.items().stream().map(this::withTags).toList())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public ModifyDbInstanceResponse modifyDBInstance(ModifyDbInstanceRequest request) {
    return ModifyDbInstanceResponse.builder()
        .dbInstance(withTags(instances.modify(request)))
        .build();
  }

  @Override
  public DeleteDbInstanceResponse deleteDBInstance(DeleteDbInstanceRequest request) {
    return DeleteDbInstanceResponse.builder()
        .dbInstance(withTags(instances.delete(request)))
        .build();
  }

  @Override
  public CreateDbParameterGroupResponse createDBParameterGroup(
      CreateDbParameterGroupRequest request) {
    DBParameterGroup created = groups.create(request);
    tag(created.dbParameterGroupArn(), request.tags());
    return CreateDbParameterGroupResponse.builder().dbParameterGroup(created).build();
  }

  @Override
  public DescribeDbParameterGroupsResponse describeDBParameterGroups(
      DescribeDbParameterGroupsRequest request) {
    Pages.Page<DBParameterGroup> page = groups.describe(request);
    return DescribeDbParameterGroupsResponse.builder()
        .dbParameterGroups(page.items())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public DeleteDbParameterGroupResponse deleteDBParameterGroup(
      DeleteDbParameterGroupRequest request) {
    tags.remove(groups.delete(request.dbParameterGroupName(), instances));
    return DeleteDbParameterGroupResponse.builder().build();
  }

  @Override
  public DescribeDbParametersResponse describeDBParameters(DescribeDbParametersRequest request) {
    Pages.Page<Parameter> page = groups.parameters(request);
    return DescribeDbParametersResponse.builder()
        .parameters(page.items())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public ModifyDbParameterGroupResponse modifyDBParameterGroup(
      ModifyDbParameterGroupRequest request) {
    groups.modify(request);
    return ModifyDbParameterGroupResponse.builder()
        .dbParameterGroupName(request.dbParameterGroupName())
        .build();
  }

  @Override
  public ResetDbParameterGroupResponse resetDBParameterGroup(ResetDbParameterGroupRequest request) {
    groups.reset(request);
    return ResetDbParameterGroupResponse.builder()
        .dbParameterGroupName(request.dbParameterGroupName())
        .build();
  }

  @Override
  public DescribeDbEngineVersionsResponse describeDBEngineVersions(
      DescribeDbEngineVersionsRequest request) {
    List<DBEngineVersion> found = Stream.of(Engines.values())
        .filter(engine -> request.engine() == null || engine.engine().equals(request.engine()))
        .filter(engine -> request.engineVersion() == null
            || Engines.find(engine.engine(), request.engineVersion()) == engine)
        .filter(engine -> request.dbParameterGroupFamily() == null
            || engine.family().equals(request.dbParameterGroupFamily()))
        .map(Engines::described)
        .toList();
    int size = RdsErrors.records(request.maxRecords());
    Pages.Page<DBEngineVersion> page = Pages.page(found, request.marker(), size, size);
    return DescribeDbEngineVersionsResponse.builder()
        .dbEngineVersions(page.items())
        .marker(page.nextToken())
        .build();
  }

  @Override
  public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
    checkArn(request.resourceName());
    tag(request.resourceName(), request.tags());
    return AddTagsToResourceResponse.builder().build();
  }

  @Override
  public RemoveTagsFromResourceResponse removeTagsFromResource(
      RemoveTagsFromResourceRequest request) {
    checkArn(request.resourceName());
    tags.getOrDefault(request.resourceName(), new LinkedHashMap<>())
        .keySet()
        .removeAll(request.tagKeys());
    return RemoveTagsFromResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    checkArn(request.resourceName());
    return ListTagsForResourceResponse.builder()
        .tagList(tagsOf(request.resourceName()))
        .build();
  }

  @Override
  public List<AttachedInterface> attachedInterfaces() {
    return instances.interfaces();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private void checkArn(String arn) {
    if (!instances.contains(arn) && !groups.contains(arn)) {
      throw RdsErrors.invalidValue(
          "The specified resource name does not match an RDS resource in " + "this region: " + arn);
    }
  }

  private DBInstance withTags(DBInstance instance) {
    return instance.toBuilder().tagList(tagsOf(instance.dbInstanceArn())).build();
  }

  private void tag(String arn, List<Tag> added) {
    Map<String, String> own = tags.computeIfAbsent(arn, key -> new LinkedHashMap<>());
    added.forEach(tag -> own.put(tag.key(), tag.value()));
  }

  private List<Tag> tagsOf(String arn) {
    return tags.getOrDefault(arn, Map.of()).entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
