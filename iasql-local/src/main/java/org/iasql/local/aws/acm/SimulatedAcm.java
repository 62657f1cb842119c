package org.iasql.local.aws.acm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.Pages;
import org.iasql.local.aws.elb.SimulatedElb;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.ImportCertificateResponse;
import software.amazon.awssdk.services.acm.model.InvalidDomainValidationOptionsException;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateResponse;
import software.amazon.awssdk.services.acm.model.RenewalEligibility;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateResponse;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.Tag;
import software.amazon.awssdk.services.acm.model.ValidationException;

/**
 * Certificate Manager in memory. A requested certificate validates by itself: it is pending for the
 * account's provisioning time, then issued.
 */
public final class SimulatedAcm implements AcmClient {
  private static final int PAGE = 1000;
  private static final Set<KeyAlgorithm> SHOWN_UNASKED =
      Set.of(KeyAlgorithm.RSA_1024, KeyAlgorithm.RSA_2048);
  private final Account account;
  private final String region;
  private final Map<String, CertificateDetail> certificates = new LinkedHashMap<>();
  private final Map<String, List<Tag>> tags = new LinkedHashMap<>();

  /** Creates the service, empty. */
  public SimulatedAcm(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  /** Returns a certificate as it is now, if there is one of that ARN. */
  public Optional<CertificateDetail> certificate(String arn) {
    return Optional.ofNullable(certificates.get(arn)).map(this::current);
  }

  @Override
  public RequestCertificateResponse requestCertificate(RequestCertificateRequest request) {
    String domain = request.domainName();
    if (domain == null
        || !domain.matches("(\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+"
            + "((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])")) {
      throw AwsError.raise(
          InvalidDomainValidationOptionsException.builder(),
          "InvalidDomainValidationOptionsException",
          400,
          "'" + domain + "' is not a domain name");
    }
    String arn = newArn();
    certificates.put(
        arn,
        CertificateDetail.builder()
            .certificateArn(arn)
            .domainName(domain)
            .subjectAlternativeNames(
                request.subjectAlternativeNames().isEmpty()
                    ? List.of(domain)
                    : request.subjectAlternativeNames())
            .type(CertificateType.AMAZON_ISSUED)
            .keyAlgorithm(Optional.ofNullable(request.keyAlgorithm()).orElse(KeyAlgorithm.RSA_2048))
            .createdAt(account.now())
            .build());
    tags.put(arn, List.copyOf(request.tags()));
    return RequestCertificateResponse.builder().certificateArn(arn).build();
  }

  @Override
  public ImportCertificateResponse importCertificate(ImportCertificateRequest request) {
    String arn = Optional.ofNullable(request.certificateArn())
        .map(given -> find(given).certificateArn())
        .orElseGet(this::newArn);
    CertificateDetail imported = Pem.read(request).toBuilder()
        .certificateArn(arn)
        .type(CertificateType.IMPORTED)
        .createdAt(account.now())
        .importedAt(account.now())
        .build();
    certificates.put(arn, imported);
    tags.put(arn, List.copyOf(request.tags()));
    return ImportCertificateResponse.builder().certificateArn(arn).build();
  }

  @Override
  public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
    return DescribeCertificateResponse.builder()
        .certificate(current(find(request.certificateArn())))
        .build();
  }

  @Override
  public ListCertificatesResponse listCertificates(ListCertificatesRequest request) {
    if (request.maxItems() != null && (request.maxItems() < 1 || request.maxItems() > PAGE)) {
      throw AwsError.raise(
          ValidationException.builder(),
          "ValidationException",
          400,
          "1 validation error detected: Value '" + request.maxItems() + "' at 'maxItems' failed"
              + " to satisfy constraint: Member must have value between 1 and 1000");
    }
    Set<KeyAlgorithm> types =
        request.includes() == null || request.includes().keyTypes().isEmpty()
            ? SHOWN_UNASKED
            : Set.copyOf(request.includes().keyTypes());
    List<CertificateSummary> found = certificates.values().stream()
        .map(this::current)
        .filter(each -> types.contains(each.keyAlgorithm()))
        .filter(each -> request.certificateStatuses().isEmpty()
            || request.certificateStatuses().contains(each.status()))
        .map(SimulatedAcm::summary)
        .toList();
    Pages.Page<CertificateSummary> page =
        Pages.page(found, request.nextToken(), request.maxItems(), PAGE);
    return ListCertificatesResponse.builder()
        .certificateSummaryList(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public ListTagsForCertificateResponse listTagsForCertificate(
      ListTagsForCertificateRequest request) {
    return ListTagsForCertificateResponse.builder()
        .tags(tags.get(find(request.certificateArn()).certificateArn()))
        .build();
  }

  @Override
  public DeleteCertificateResponse deleteCertificate(DeleteCertificateRequest request) {
    CertificateDetail found = current(find(request.certificateArn()));
    if (!found.inUseBy().isEmpty()) {
      throw AwsError.raise(
          ResourceInUseException.builder(),
          "ResourceInUseException",
          400,
          "Certificate " + found.certificateArn() + " in account " + account.accountId()
              + " is in use.");
    }
    certificates.remove(found.certificateArn());
    tags.remove(found.certificateArn());
    return DeleteCertificateResponse.builder().build();
  }

  private CertificateDetail find(String arn) {
    return Optional.ofNullable(certificates.get(arn)).orElseThrow(() -> notFound(arn));
  }

  private AwsServiceException notFound(String arn) {
    return AwsError.raise(
        ResourceNotFoundException.builder(),
        "ResourceNotFoundException",
        400,
        "Could not find certificate " + arn + ".");
  }

  private CertificateDetail current(CertificateDetail certificate) {
    boolean isIssued = certificate.type() == CertificateType.IMPORTED
        || account.isProvisioned(certificate.createdAt());
    List<String> users = account
        .service(region, SimulatedElb.class)
        .usersOfCertificate(certificate.certificateArn());
    boolean canRenew =
        isIssued && certificate.type() == CertificateType.AMAZON_ISSUED && !users.isEmpty();
    return certificate.toBuilder()
        .status(isIssued ? CertificateStatus.ISSUED : CertificateStatus.PENDING_VALIDATION)
        .inUseBy(users)
        .renewalEligibility(canRenew ? RenewalEligibility.ELIGIBLE : RenewalEligibility.INELIGIBLE)
        .build();
  }

  private static CertificateSummary summary(CertificateDetail each) {
    return CertificateSummary.builder()
        .certificateArn(each.certificateArn())
        .domainName(each.domainName())
        .subjectAlternativeNameSummaries(each.subjectAlternativeNames())
        .status(each.status())
        .type(each.type())
        .keyAlgorithm(each.keyAlgorithm())
        .inUse(!each.inUseBy().isEmpty())
        .renewalEligibility(each.renewalEligibility())
        .notBefore(each.notBefore())
        .notAfter(each.notAfter())
        .createdAt(each.createdAt())
        .importedAt(each.importedAt())
        .build();
  }

  private String newArn() {
    return account.arn("acm", region, "certificate/" + account.uuid());
  }
}
