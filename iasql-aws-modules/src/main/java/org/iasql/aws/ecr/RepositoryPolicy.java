package org.iasql.aws.ecr;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.aws.iam.PolicyDocument;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** Who may use a private repository. A repository has one policy at most. */
@Table("repository_policy")
@Value.Immutable
@JsonSerialize(as = ImmutableRepositoryPolicy.class)
@JsonDeserialize(as = ImmutableRepositoryPolicy.class)
public interface RepositoryPolicy extends Resource<RepositoryPolicy>, WithRepositoryPolicy {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  @Key
  Ref<Repository> repositoryId();

  /** The account that the registry belongs to. */
  @Assigned
  @Value.Auxiliary
  Optional<String> registryId();

  /** The policy, a text in the table; compared as a policy. */
  @JsonSerialize(converter = PolicyText.Writer.class)
  @JsonDeserialize(converter = PolicyText.Reader.class)
  JsonDocument policyText();

  /** The same policy in the form in which equal policies are equal values. */
  @Value.Check
  default RepositoryPolicy canonical() {
    JsonDocument policy = PolicyDocument.canonical(policyText());
    return policy.equals(policyText()) ? this : withPolicyText(policy);
  }

  @Override
  default String describe() {
    return "policy of repository " + repositoryId();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link RepositoryPolicy}. */
  final class Builder extends ImmutableRepositoryPolicy.Builder {
    /**
     * Sets the policy from its text.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public Builder policyText(String json) {
      return policyText(JsonDocument.parse(json));
    }
  }
}
