package org.iasql.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryDao;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.core.Change;
import org.iasql.core.IasqlException;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceDao;

/** Writes a stack's rows: inserts what is missing, and updates what differs. */
final class StackRows {
  private final StackSettings settings;
  private final IasqlTransaction tx;

  StackRows(StackSettings settings, IasqlTransaction tx) {
    this.settings = settings;
    this.tx = tx;
  }

  void write() {
    StackNetwork network = StackNetwork.write(settings, tx);
    Repository repository = repository();
    Optional<LogGroup> logGroup = settings.logGroup().map(new StackLogGroups(tx)::use);
    new StackTasks(settings, tx).write(network, repository, logGroup);
  }

  StackOutputs outputs(List<Change> changes) {
    String uri = tx.dao(RepositoryDao.class)
        .findByName(settings.repository())
        .flatMap(Repository::repositoryUri)
        .orElseThrow(this::notUp);
    String host = tx.dao(LoadBalancerDao.class)
        .findByName(settings.loadBalancer())
        .flatMap(balancer -> balancer.dnsName())
        .orElseThrow(this::notUp);
    String health = "http://%s:%d%s".formatted(host, settings.port(), settings.healthCheckPath());
    return new StackOutputs(uri, host, health, changes);
  }

  private Repository repository() {
    RepositoryDao repositories = tx.dao(RepositoryDao.class);
    return repositories
        .findByName(settings.repository())
        .orElseGet(() -> repositories.insert(
            Repository.builder().repositoryName(settings.repository()).build()));
  }

  /** Leaves a row alone that is as it should be, so that nobody sees a change where there is none. */
  static <T extends Resource<T>> T converge(
      ResourceDao<T> dao, Optional<T> found, Supplier<T> wanted, UnaryOperator<T> change) {
    if (found.isEmpty()) {
      return dao.insert(wanted.get());
    }
    T changed = change.apply(found.get());
    return changed.equals(found.get()) ? found.get() : dao.update(changed);
  }

  private IasqlException notUp() {
    return new IasqlException(
        "Stack '%s' is not up: AWS has assigned no address to it yet. Apply its rows first."
            .formatted(settings.name()));
  }
}
