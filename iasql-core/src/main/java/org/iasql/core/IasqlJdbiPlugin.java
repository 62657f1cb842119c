package org.iasql.core;

import java.util.List;
import org.iasql.core.resource.ResourceRowMappers;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * Teaches a {@link Jdbi} the rows of IaSQL: its PostgreSQL types, its DAOs, the results of its
 * functions, and its value types in queries of the user's own: {@code mapTo(LogGroup.class)}. {@link Iasql} installs it by itself; an application with a Jdbi of its own installs it
 * there, and uses the DAOs on its own handles.
 */
public final class IasqlJdbiPlugin implements JdbiPlugin {

  /** Creates the plugin, for {@link Jdbi#installPlugin}. */
  public IasqlJdbiPlugin() {}

  /** Installs JDBI's PostgreSQL and SQL object plugins, and registers the row types. */
  @Override
  public void customizeJdbi(Jdbi jdbi) {
    jdbi.installPlugin(new PostgresPlugin());
    jdbi.installPlugin(new SqlObjectPlugin());
    List.of(
            Change.class,
            FunctionHelp.class,
            InstalledTable.class,
            ModuleListing.class,
            OperationStatus.class,
            UninstalledTable.class)
        .forEach(type -> jdbi.registerRowMapper(ConstructorMapper.factory(type)));
    jdbi.registerRowMapper(new ResourceRowMappers());
  }
}
