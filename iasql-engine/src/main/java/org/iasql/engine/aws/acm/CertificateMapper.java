package org.iasql.engine.aws.acm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.acm.Certificate;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

/** Lists {@code certificate} from Certificate Manager; nothing is ever changed there. */
final class CertificateMapper implements ResourceMapper<Certificate> {
  private static final int PAGE = 1000;

  /** Unless asked for more, AWS lists RSA 1024 and 2048 alone. */
  private static final List<KeyAlgorithm> KEY_TYPES = List.of(
      KeyAlgorithm.RSA_1024,
      KeyAlgorithm.RSA_2048,
      KeyAlgorithm.RSA_3072,
      KeyAlgorithm.RSA_4096,
      KeyAlgorithm.EC_PRIME256_V1,
      KeyAlgorithm.EC_SECP384_R1,
      KeyAlgorithm.EC_SECP521_R1);

  @Override
  public ResourceType<Certificate> type() {
    return ResourceType.of(Certificate.class);
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public List<Observed<Certificate>> list(Observation aws) {
    return aws
        .acm()
        .listCertificatesPaginator(
            r -> r.maxItems(PAGE).includes(filters -> filters.keyTypes(KEY_TYPES)))
        .certificateSummaryList()
        .stream()
        .map(certificate -> observed(certificate, aws))
        .toList();
  }

  @Override
  public Observed<Certificate> create(Certificate desired, Step aws) {
    throw readsOnly();
  }

  @Override
  public Observed<Certificate> update(Observed<Certificate> actual, Certificate desired, Step aws) {
    throw readsOnly();
  }

  @Override
  public void delete(Observed<Certificate> actual, Step aws) {
    throw readsOnly();
  }

  @Override
  public Optional<Observed<Certificate>> read(Observed<Certificate> known, Aws aws) {
    String arn = known.identity();
    return aws.unlessMissing(() -> aws.acm().describeCertificate(r -> r.certificateArn(arn)))
        .map(answer -> observed(answer.certificate(), aws));
  }

  @Override
  public Optional<Observed<Certificate>> made(Certificate wish, Map<String, String> tags, Aws aws) {
    throw readsOnly();
  }

  private static UnsupportedOperationException readsOnly() {
    return new UnsupportedOperationException(
        "Table 'certificate' is read only, so no plan may change a certificate.");
  }

  private static Observed<Certificate> observed(CertificateDetail certificate, Aws aws) {
    return observed(
        CertificateSummary.builder()
            .certificateArn(certificate.certificateArn())
            .domainName(certificate.domainName())
            .type(certificate.type())
            .status(certificate.status())
            .renewalEligibility(certificate.renewalEligibility())
            .inUse(!certificate.inUseBy().isEmpty())
            .build(),
        aws);
  }

  private static Observed<Certificate> observed(CertificateSummary certificate, Aws aws) {
    String arn = certificate.certificateArn();
    Certificate value = Certificate.builder()
        .region(aws.region())
        .arn(arn)
        .certificateId(arn.substring(arn.lastIndexOf('/') + 1))
        .domainName(Optional.ofNullable(certificate.domainName()))
        .certificateType(Optional.ofNullable(certificate.typeAsString()))
        .status(Optional.ofNullable(certificate.statusAsString()))
        .renewalEligibility(Optional.ofNullable(certificate.renewalEligibilityAsString()))
        .inUse(Optional.ofNullable(certificate.inUse()))
        .build();
    return Observed.of(arn, value);
  }
}
