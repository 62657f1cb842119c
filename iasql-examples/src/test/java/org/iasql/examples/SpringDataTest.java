package org.iasql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import javax.sql.DataSource;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JPA on a module table, inside Spring's transactions. */
@IasqlTest(modules = "aws_cloudwatch")
class SpringDataTest {
  private AnnotationConfigApplicationContext context;
  private TransactionTemplate transaction;
  private LogGroups groups;

  @BeforeEach
  void start(LocalIasql local) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(local.url().replaceFirst("^.*@", "jdbc:postgresql://"));
    String[] login = local.url().replaceFirst("^.*//(.*)@.*$", "$1").split(":");
    database.setUser(login[0]);
    database.setPassword(login[1]);
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> database);
    context.register(Persistence.class);
    context.refresh();
    transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    groups = context.getBean(LogGroups.class);
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void appliesInATransactionOfSpring(Iasql iasql, SimulatedAws aws) {
    transaction.executeWithoutResult(status -> {
      groups.save(new LogGroup("spring"));
      assertThat(groups.planApply()).containsExactly("create log_group spring");
      assertThat(groups.apply()).containsExactly("create log_group spring");
    });
    // Another transaction reads the row anew, with what AWS assigned.
    assertThat(groups.findByName("spring").map(group -> group.arn))
        .hasValueSatisfying(arn -> assertThat(arn).contains(":log-group:spring"));

    transaction.executeWithoutResult(status -> {
      groups.findByName("spring").ifPresent(groups::delete);
      assertThat(groups.apply()).hasSize(1);
    });
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
    assertThat(iasql.planApply()).isEmpty();
  }

  @Test
  void leavesNothingAfterARollback(Iasql iasql, SimulatedAws aws) {
    transaction.executeWithoutResult(status -> {
      groups.save(new LogGroup("undone"));
      assertThat(groups.apply()).hasSize(1);
      status.setRollbackOnly();
    });
    assertThat(iasql.apply())
        .as("what is left to do, once the rollback is settled")
        .isEmpty();
    assertThat(groups.findByName("undone")).isEqualTo(Optional.empty());
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
  }

  /** What Spring Boot would configure by itself. */
  @Configuration
  @EnableJpaRepositories
  static class Persistence {
    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource database) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(database);
      factory.setPackagesToScan(LogGroup.class.getPackageName());
      factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      return factory;
    }

    @Bean
    PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }
  }
}
