package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iasql.aws.acm.Certificate;
import org.iasql.aws.acm.CertificateDao;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.CpuMemory;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.ecs.TaskDefinitionDao;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.junit.jupiter.api.Test;

/** What a DAO writes, row by row; nothing here reaches AWS. */
@IasqlTest(modules = "aws_ecs_fargate")
class RowsOfPartsTest {
  private final Iasql iasql;

  RowsOfPartsTest(Iasql iasql) {
    this.iasql = iasql;
  }

  @Test
  void insertsAValueWithoutAnyContent() {
    iasql.useTransaction(tx -> {
      CertificateDao certificates = tx.dao(CertificateDao.class);
      Certificate inserted = certificates.insert(Certificate.builder().build());
      assertThat(inserted.id()).isPresent();
      assertThat(inserted.region()).isPresent();
      assertThat(certificates.delete(inserted)).isTrue();
    });
  }

  @Test
  void keepsTheRowsOfContainersThatStay() {
    iasql.useTransaction(tx -> {
      TaskDefinitionDao definitions = tx.dao(TaskDefinitionDao.class);
      TaskDefinition row = definitions.insert(TaskDefinition.builder()
          .family("web")
          .cpuMemory(CpuMemory.VCPU1_2GB)
          .addContainers(container("same"), container("changed").withTag("1"), container("removed"))
          .build());
      Map<String, Integer> before = ids(row);
      TaskDefinition after = definitions.update(row.withContainers(
          container("same"), container("changed").withTag("2"), container("added")));
      assertThat(ids(after))
          .containsOnlyKeys("same", "changed", "added")
          .containsEntry("same", before.get("same"))
          .containsEntry("changed", before.get("changed"));
      assertThat(after.containers())
          .filteredOn(c -> c.name().equals("changed"))
          .extracting(c -> c.tag().orElse(""))
          .containsExactly("2");
      List<String> written = tx.handle()
          .createQuery(
              "SELECT change_type FROM iasql_audit_log WHERE table_name = 'container_definition' ORDER BY id")
          .mapTo(String.class)
          .list();
      assertThat(written)
          .containsExactly("insert", "insert", "insert", "update", "delete", "insert");
      assertThat(definitions.delete(after)).isTrue();
    });
  }

  private static ContainerDefinition container(String name) {
    return ContainerDefinition.builder()
        .name(name)
        .image("nginx")
        .essential(true)
        .memory(128)
        .build();
  }

  private static Map<String, Integer> ids(TaskDefinition row) {
    return row.containers().stream()
        .collect(Collectors.toMap(ContainerDefinition::name, c -> c.id().orElseThrow()));
  }
}
