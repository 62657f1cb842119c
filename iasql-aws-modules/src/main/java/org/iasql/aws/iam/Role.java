package org.iasql.aws.iam;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** An IAM role: who may take it, and what it may do then. Roles have no region. */
@Table("role")
@Value.Immutable
@JsonSerialize(as = ImmutableRole.class)
@JsonDeserialize(as = ImmutableRole.class)
public interface Role extends Resource<Role>, WithRole {
  /** One to 64 letters, digits and {@code + = , . @ - _}; the primary key. */
  @Key(ignoreCase = true)
  @Value.Auxiliary
  String roleName();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> arn();

  /** Who may take the role; compared as IAM understands it, not as text. */
  JsonDocument assumeRolePolicyDocument();

  /** At most 1000 characters; an empty text is none. */
  Optional<String> description();

  /** The ARNs of the managed policies, of AWS's or the account's own. */
  Set<String> attachedPoliciesArns();

  /** The name as IAM tells roles apart: {@code Deploy} and {@code deploy} are one role. */
  @JsonIgnore
  @Value.Derived
  default String foldedName() {
    return roleName().toLowerCase(Locale.ROOT);
  }

  /** The same role with its policy in the form in which equal policies are equal values. */
  @Value.Check
  default Role canonical() {
    JsonDocument policy = PolicyDocument.canonical(assumeRolePolicyDocument());
    Optional<String> text = description().filter(d -> !d.isEmpty());
    return policy.equals(assumeRolePolicyDocument()) && text.equals(description())
        ? this
        : builder()
            .from(this)
            .assumeRolePolicyDocument(policy)
            .description(text)
            .build();
  }

  @Override
  default Ref<Role> ref() {
    return Ref.row(roleName());
  }

  @Override
  default String describe() {
    return roleName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Role}. */
  final class Builder extends ImmutableRole.Builder {
    /** Lets an AWS service, such as {@code ecs-tasks.amazonaws.com}, take the role. */
    public Builder trustedService(String principal) {
      return assumeRolePolicyDocument(PolicyDocument.trusting(principal));
    }
  }
}
