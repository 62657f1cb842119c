package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.ecs.AssignPublicIp;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.ClusterDao;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.ServiceDao;
import org.iasql.aws.ecs.TaskDefinitionDao;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** ECS, on Fargate. */
final class EcsCases {
  private static final List<String> MODULES = List.of("aws_ecs_fargate");

  private EcsCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new ClusterCase(), new TaskDefinitionCase(), new ServiceCase());
  }

  private static final class ClusterCase implements ResourceCase<Cluster> {
    @Override
    public ResourceType<Cluster> type() {
      return ResourceType.of(Cluster.class);
    }

    @Override
    public Class<? extends ResourceDao<Cluster>> dao() {
      return ClusterDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public Cluster value(IasqlTransaction tx) {
      return Cluster.builder().clusterName("contract").build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ecs()
          .createCluster(request -> request.clusterName("contract"))
          .cluster()
          .clusterArn();
    }

    @Override
    public void vanish(SimulatedAws aws, Cluster row) {
      aws.ecs().deleteCluster(request -> request.cluster(row.clusterName()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Cluster row) {
      return aws
          .ecs(row.region().orElseThrow())
          .describeClusters(request -> request.clusters(row.clusterName()))
          .clusters()
          .stream()
          .filter(cluster -> cluster.status().equals("ACTIVE"))
          .map(cluster -> CloudColumns.empty()
              .with("cluster_name", cluster.clusterName())
              .with("cluster_arn", cluster.clusterArn())
              .with("cluster_status", cluster.status()))
          .findFirst();
    }

    @Override
    public List<ColumnChange<Cluster>> changes() {
      return List.of(
          ColumnChange.replaces("cluster_name", (row, tx) -> row.withClusterName("contract-other")),
          ColumnChange.replaces("region", (row, tx) -> row.withRegion(Contract.otherRegion(tx))));
    }
  }

  private static final class ServiceCase implements ResourceCase<Service> {
    @Override
    public ResourceType<Service> type() {
      return ResourceType.of(Service.class);
    }

    @Override
    public Class<? extends ResourceDao<Service>> dao() {
      return ServiceDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      ServiceRows.insert(tx);
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      ServiceRows.make(aws);
    }

    @Override
    public Service value(IasqlTransaction tx) {
      return Service.builder()
          .name("contract")
          .clusterId(tx.dao(ClusterDao.class).findByName("one").orElseThrow().ref())
          .taskDefinitionId(
              tx.dao(TaskDefinitionDao.class).findWhere("family = 'one'").get(0).ref())
          .targetGroupId(tx.dao(TargetGroupDao.class)
              .findWhere("target_group_name = 'one'")
              .get(0)
              .ref())
          .desiredCount(2)
          .assignPublicIp(AssignPublicIp.ENABLED)
          .subnets(subnets(tx))
          .addSecurityGroups(tx.dao(SecurityGroupDao.class)
              .findWhere("group_name = 'one'")
              .get(0)
              .ref())
          .build();
    }

    private static List<String> subnets(IasqlTransaction tx) {
      return tx.dao(SubnetDao.class).findWhere("region = default_aws_region()").stream()
          .map(Subnet::subnetId)
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    }

    @Override
    public String make(SimulatedAws aws) {
      return ServiceRows.makeService(aws);
    }

    @Override
    public void vanish(SimulatedAws aws, Service row) {
      String arn = row.arn().orElseThrow();
      aws.ecs().deleteService(request -> request.cluster("one").service(arn).force(true));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Service row) {
      String arn = row.arn().orElseThrow();
      String cluster = arn.split("/")[1];
      try {
        return aws
            .ecs()
            .describeServices(request -> request.cluster(cluster).services(arn))
            .services()
            .stream()
            .filter(service -> service.status().equals("ACTIVE"))
            .map(ServiceCase::columns)
            .findFirst();
      } catch (ClusterNotFoundException e) {
        return Optional.empty();
      }
    }

    private static CloudColumns columns(software.amazon.awssdk.services.ecs.model.Service service) {
      var network = service.networkConfiguration().awsvpcConfiguration();
      return CloudColumns.empty()
          .with("name", service.serviceName())
          .with("arn", service.serviceArn())
          .with("status", service.status())
          .with("desired_count", service.desiredCount())
          .with("cluster_id", service.clusterArn())
          .with("task_definition_id", service.taskDefinition())
          .with("subnets", network.subnets())
          .with("security_groups", network.securityGroups())
          .with("assign_public_ip", network.assignPublicIpAsString())
          .with(
              "target_group_id",
              service.loadBalancers().stream()
                  .map(LoadBalancer::targetGroupArn)
                  .collect(Collectors.toList()));
    }

    @Override
    public List<ColumnChange<Service>> changes() {
      return List.of(
          ColumnChange.updates("desired_count", (row, tx) -> row.withDesiredCount(1)),
          ColumnChange.updates(
              "subnets", (row, tx) -> row.withSubnets(subnets(tx).subList(0, 2))),
          ColumnChange.updates(
              "assign_public_ip", (row, tx) -> row.withAssignPublicIp(AssignPublicIp.DISABLED)),
          ColumnChange.updates(
              "force_new_deployment", (row, tx) -> row.withForceNewDeployment(true)),
          ColumnChange.updates(
              "security_groups",
              (row, tx) -> row.withSecurityGroups(
                  tx.dao(SecurityGroupDao.class).findWhere("group_name IN ('one', 'two')").stream()
                      .map(group -> group.ref())
                      .toList())),
          ColumnChange.updates(
              "task_definition_id",
              (row, tx) -> row.withTaskDefinitionId(tx.dao(TaskDefinitionDao.class)
                  .findWhere("family = 'two'")
                  .get(0)
                  .ref())),
          ColumnChange.updates(
              "target_group_id",
              (row, tx) -> row.withTargetGroupId(tx.dao(TargetGroupDao.class)
                  .findWhere("target_group_name = 'two'")
                  .get(0)
                  .ref())),
          ColumnChange.updates(
              "target_group_id", (row, tx) -> row.withTargetGroupId(Optional.empty())),
          ColumnChange.replaces("name", (row, tx) -> row.withName("contract-other")),
          ColumnChange.replaces(
              "cluster_id",
              (row, tx) -> row.withClusterId(
                  tx.dao(ClusterDao.class).findByName("two").orElseThrow().ref())),
          ColumnChange.refused(
              "region",
              (row, tx) ->
                  Service.builder().from(row).region(Contract.otherRegion(tx)).build(),
              "service_subnets_exist"));
    }
  }
}
