package org.iasql.local.aws.acm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

class SimulatedAcmTest {
  private static final String PEM = """
      -----BEGIN CERTIFICATE-----
      MIIDFzCCAf+gAwIBAgIUGtKCwY3XoorXVIOlh5l+MYwj4zEwDQYJKoZIhvcNAQEL
      BQAwGjEYMBYGA1UEAwwPd3d3LmV4YW1wbGUuY29tMCAXDTI2MTEyMjE2MjkyN1oY
      DzIxMjYxMDI5MTYyOTI3WjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5jb20wggEi
      MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDDvdeJRzYGfSqsbMSeQZCkhGKz
      ZimInZ0/nAkrC+A8h+SVZfY0DVHkk7QB06WP2hOJHXLWWk8Rydg9AD1f4S6z7qtP
      ROGtnA8Ho4Esjp6IQAeoF+i8GkFzvr/uRpQcWcQ94U++Okq4APSgw+Yd7STWkS7s
      pmWoJZTlHs3Eo6huDnd6gw9uonP3BoWcspF2edMj9HGF4QDvJvwWM56IQHZhFar+
      YdPtjjpDTreZvPfWWgjkCCfSEyR1/+tMX9dP7avgRCgvoc7XFTMl1GueZ3KBPHuI
      749rQagmVtqijGnZf3nxx6VARQrN46ezGFgIvWfF0pVeyxkU4cVBdI6jxEmfAgMB
      AAGjUzBRMB0GA1UdDgQWBBQiFZ16b/YTXkkxvilPtj+XXqZ8FzAfBgNVHSMEGDAW
      gBQiFZ16b/YTXkkxvilPtj+XXqZ8FzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3
      DQEBCwUAA4IBAQCvkL6Ss8uJkpqla7/fLIdQaSCFwOXw6cI7UevVV5uf4zA3mprK
      dsnoqwI4uJQXLifEJztijFMngz4XQOcr0YOI5ICn3ogeBeJ8iDgHfl3U2Oc+9yce
      6pI381xS4k+zbNplPW/0WoKxroE9DLBBfmWHr5ibWWQSqb0sderKWZjXWU9qObbV
      wMgCisR02Yhjy9tuNF5BQKw+Gza0MZ/BDtFQw5mQ2Bv6sJ5/Y0qfjuG3bOkB/q8w
      qeB0Nz6g8KjtnkN8a89Z4sEUYAgCINH9fDiakwhDSMlE5Z67orp4MHx3JL6bwzUf
      NtXvXKfbsHN7x2qISQ5toqgGbFOXPmneakgA
      -----END CERTIFICATE-----
      """;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimulatedAws aws = SimulatedAws.builder().clock(now::get).build();
  private final AcmClient acm = aws.acm();

  @Test
  void listsCertificatesOfOtherKeysOnlyWhenAsked() {
    acm.requestCertificate(
        each -> each.domainName("ec.example.com").keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1));
    acm.requestCertificate(each -> each.domainName("rsa.example.com"));
    assertThat(acm.listCertificates().certificateSummaryList())
        .extracting(CertificateSummary::domainName)
        .containsExactly("rsa.example.com");
    assertThat(acm.listCertificates(all -> all.includes(
                filters -> filters.keyTypes(KeyAlgorithm.EC_PRIME256_V1, KeyAlgorithm.RSA_2048)))
            .certificateSummaryList())
        .hasSize(2);
  }

  @Test
  void issuesWhatWasRequestedAfterAWhile() {
    aws.provisioningTime(Duration.ofMinutes(1));
    String arn =
        acm.requestCertificate(each -> each.domainName("www.example.com")).certificateArn();
    assertThat(status(arn)).isEqualTo(CertificateStatus.PENDING_VALIDATION);
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
    assertThat(status(arn)).isEqualTo(CertificateStatus.ISSUED);
  }

  @Test
  void readsAnImportedCertificate() {
    acm.importCertificate(each -> each.certificate(SdkBytes.fromUtf8String(PEM))
        .privateKey(SdkBytes.fromUtf8String("not looked at")));
    assertThat(acm.listCertificates().certificateSummaryList())
        .singleElement()
        .returns("www.example.com", CertificateSummary::domainName)
        .returns(CertificateType.IMPORTED, CertificateSummary::type);
    assertFails(
        "ValidationException",
        () -> acm.importCertificate(each -> each.certificate(SdkBytes.fromUtf8String("x"))
            .privateKey(SdkBytes.fromUtf8String("y"))));
  }

  @Test
  void forgetsADeletedCertificate() {
    String arn =
        acm.requestCertificate(each -> each.domainName("www.example.com")).certificateArn();
    acm.deleteCertificate(each -> each.certificateArn(arn));
    assertFails("ResourceNotFoundException", () -> status(arn));
    assertFails(
        "InvalidDomainValidationOptionsException",
        () -> acm.requestCertificate(each -> each.domainName("no domain")));
  }

  private CertificateStatus status(String arn) {
    return acm.describeCertificate(each -> each.certificateArn(arn))
        .certificate()
        .status();
  }
}
