package org.iasql.local.aws.acm;

import java.io.InputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import org.iasql.local.aws.AwsError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ValidationException;

/** Reads what an imported certificate says of itself. */
final class Pem {
  private Pem() {}

  static CertificateDetail read(ImportCertificateRequest request) {
    if (request.certificate() == null || request.privateKey() == null) {
      throw invalid("The certificate and its private key are required.");
    }
    X509Certificate certificate = parse(request.certificate().asInputStream());
    String subject = certificate.getSubjectX500Principal().getName();
    String domain = Arrays.stream(subject.split(","))
        .filter(part -> part.startsWith("CN="))
        .map(part -> part.substring("CN=".length()))
        .findFirst()
        .orElse(subject);
    return CertificateDetail.builder()
        .domainName(domain)
        .subjectAlternativeNames(List.of(domain))
        .subject(subject)
        .issuer(certificate.getIssuerX500Principal().getName())
        .serial(certificate.getSerialNumber().toString(16))
        .notBefore(certificate.getNotBefore().toInstant())
        .notAfter(certificate.getNotAfter().toInstant())
        .keyAlgorithm(algorithm(certificate.getPublicKey()))
        .build();
  }

  private static X509Certificate parse(InputStream pem) {
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    } catch (CertificateException e) {
      throw invalid("The certificate field contains an invalid PEM-encoded certificate.");
    }
  }

  private static KeyAlgorithm algorithm(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return KeyAlgorithm.fromValue("RSA_" + rsa.getModulus().bitLength());
    }
    if (key instanceof ECPublicKey elliptic) {
      return switch (elliptic.getParams().getOrder().bitLength()) {
        case 256 -> KeyAlgorithm.EC_PRIME256_V1;
        case 384 -> KeyAlgorithm.EC_SECP384_R1;
        default -> KeyAlgorithm.EC_SECP521_R1;
      };
    }
    throw invalid("The certificate's key algorithm is not supported.");
  }

  private static AwsServiceException invalid(String message) {
    return AwsError.raise(ValidationException.builder(), "ValidationException", 400, message);
  }
}
