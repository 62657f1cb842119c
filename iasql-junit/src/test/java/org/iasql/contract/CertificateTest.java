package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.aws.acm.Certificate;
import org.iasql.aws.acm.CertificateDao;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.InstalledTable;
import org.iasql.core.resource.ResourceType;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** Certificates are only read: rows follow AWS, and never the other way round. */
@IasqlTest(leaks = Leaks.IGNORE)
class CertificateTest {
  private final Iasql iasql;
  private final SimulatedAws aws;

  CertificateTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  private String request(String domain) {
    return aws.acm().requestCertificate(request -> request.domainName(domain)).certificateArn();
  }

  private List<Certificate> rows() {
    return iasql.withTransaction(tx -> tx.dao(CertificateDao.class).findAll());
  }

  @Test
  void importsWhatWasThere() {
    String arn = request("www.example.com");
    assertThat(iasql.install("aws_acm_list"))
        .extracting(InstalledTable::recordCount)
        .containsExactly(1);
    Certificate row = rows().get(0);
    assertThat(row.arn()).contains(arn);
    assertThat(row.certificateId()).contains(arn.substring(arn.lastIndexOf('/') + 1));
    assertThat(row.domainName()).contains("www.example.com");
    assertThat(row.certificateType()).contains("AMAZON_ISSUED");
    assertThat(row.status()).isPresent();
    assertThat(row.renewalEligibility()).contains("INELIGIBLE");
    assertThat(row.inUse()).contains(false);
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    DirectReads<Certificate> reads = new DirectReads<>(ResourceType.of(Certificate.class), aws);
    assertThat(reads.listed(row, row.arn()).identity()).isEqualTo(arn);
  }

  @Test
  void followsAws() {
    iasql.install("aws_acm_list");
    String arn = request("www.example.com");
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.sync()).extracting(Change::action).containsExactly(Action.CREATE);
    assertThat(rows()).singleElement().satisfies(row -> assertThat(row.arn()).contains(arn));
    aws.acm().deleteCertificate(request -> request.certificateArn(arn));
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.sync()).extracting(Change::action).containsExactly(Action.DELETE);
    assertThat(rows()).isEmpty();
  }

  @Test
  void bringsBackARowThatWasDeleted() {
    String arn = request("www.example.com");
    iasql.install("aws_acm_list");
    iasql.dao(CertificateDao.class).delete(rows().get(0));
    assertThat(iasql.apply()).isEmpty();
    assertThat(aws.acm().listCertificates().certificateSummaryList()).hasSize(1);
    iasql.sync();
    assertThat(rows()).singleElement().satisfies(row -> assertThat(row.arn()).contains(arn));
  }

  @Test
  void makesNothingOfARowOfTheUsers() {
    iasql.install("aws_acm_list");
    iasql
        .dao(CertificateDao.class)
        .insert(Certificate.builder().region("us-east-2").domainName("mine").build());
    assertThat(iasql.apply()).isEmpty();
    assertThat(aws.acm().listCertificates().certificateSummaryList()).isEmpty();
    assertThat(iasql.sync()).extracting(Change::action).containsExactly(Action.DELETE);
    assertThat(rows()).isEmpty();
  }

  @Test
  void putsBackWhatAUserWrites() {
    request("www.example.com");
    iasql.install("aws_acm_list");
    Certificate before = rows().get(0);
    int written = iasql.<Integer, RuntimeException>withHandle(handle ->
        handle.execute("UPDATE certificate SET domain_name = 'mine', arn = NULL, in_use = true"));
    assertThat(written).isEqualTo(1);
    assertThat(rows().get(0).toString()).isEqualTo(before.toString());
  }
}
