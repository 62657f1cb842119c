package org.iasql.aws.acm;

import java.util.List;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code certificate}. */
public interface CertificateDao extends ResourceDao<Certificate> {
  /** The certificates for this domain name in the default region. */
  default List<Certificate> findByDomainName(String domainName) {
    return findWhere("domain_name = ? AND region = public.default_aws_region()", domainName);
  }
}
