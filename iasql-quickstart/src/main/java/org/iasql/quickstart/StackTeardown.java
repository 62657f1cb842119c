package org.iasql.quickstart;

import java.sql.SQLException;
import java.util.Optional;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.ec2.SecurityGroupRuleDao;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryDao;
import org.iasql.aws.ecr.RepositoryPolicyDao;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.ClusterDao;
import org.iasql.aws.ecs.ServiceDao;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.ecs.TaskDefinitionDao;
import org.iasql.aws.elb.ListenerDao;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.RefusedException;
import org.jdbi.v3.core.JdbiException;

/** Deletes a stack's rows, in the order that the foreign keys ask for. */
record StackTeardown(StackSettings settings, IasqlTransaction tx) {
  private static final String STILL_REFERRED_TO = "23503";

  void delete() {
    deleteAllButRepository();
    try {
      repository();
    } catch (JdbiException e) {
      throw explained(e);
    }
  }

  void deleteAllButRepository() {
    try {
      tasks();
      network();
      new SharedRole(tx).deleteIfUnused();
    } catch (JdbiException e) {
      throw explained(e);
    }
  }

  /** Wishes that the images go, which is done by the next apply; whether there is a repository. */
  boolean wishImagesAway() {
    RepositoryDao repositories = tx.dao(RepositoryDao.class);
    return repositories
        .findByName(settings.repository())
        .map(found -> repositories.update(found.withDeleteImages(true)))
        .isPresent();
  }

  private void tasks() {
    ServiceDao services = tx.dao(ServiceDao.class);
    ClusterDao clusters = tx.dao(ClusterDao.class);
    Optional<Cluster> cluster = clusters.findByName(settings.cluster());
    cluster
        .flatMap(found -> services.findByName(found.ref(), settings.service()))
        .ifPresent(services::delete);
    TaskDefinitionDao definitions = tx.dao(TaskDefinitionDao.class);
    Optional<TaskDefinition> definition = definitions.findByFamily(settings.taskFamily());
    definition.ifPresent(definitions::delete);
    definition.ifPresent(new StackLogGroups(tx)::deleteUnused);
    cluster.ifPresent(clusters::delete);
  }

  private void network() {
    LoadBalancerDao balancers = tx.dao(LoadBalancerDao.class);
    Optional<LoadBalancer> balancer = balancers.findByName(settings.loadBalancer());
    ListenerDao listeners = tx.dao(ListenerDao.class);
    balancer.ifPresent(
        found -> listeners.findByLoadBalancer(found.ref()).forEach(listeners::delete));
    balancer.ifPresent(balancers::delete);
    TargetGroupDao targetGroups = tx.dao(TargetGroupDao.class);
    targetGroups.findByName(settings.targetGroup()).ifPresent(targetGroups::delete);
    SecurityGroupDao groups = tx.dao(SecurityGroupDao.class);
    Optional<SecurityGroup> group = groups.findByName(settings.securityGroup());
    SecurityGroupRuleDao rules = tx.dao(SecurityGroupRuleDao.class);
    group.ifPresent(found -> rules.findByGroup(found.ref()).forEach(rules::delete));
    group.ifPresent(groups::delete);
  }

  private void repository() {
    RepositoryDao repositories = tx.dao(RepositoryDao.class);
    Optional<Repository> repository = repositories.findByName(settings.repository());
    RepositoryPolicyDao policies = tx.dao(RepositoryPolicyDao.class);
    repository.flatMap(found -> policies.findByRepository(found.ref())).ifPresent(policies::delete);
    repository.ifPresent(repositories::delete);
  }

  private RuntimeException explained(JdbiException error) {
    return error.getCause() instanceof SQLException cause
            && STILL_REFERRED_TO.equals(cause.getSQLState())
        ? new RefusedException(
            "Stack '%s' cannot go down, because a row that is not its own refers to one of its rows: %s. Delete that row first, or let it refer to something else."
                .formatted(
                    settings.name(), String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")),
            error)
        : error;
  }
}
