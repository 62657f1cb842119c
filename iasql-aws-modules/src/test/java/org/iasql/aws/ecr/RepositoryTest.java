package org.iasql.aws.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static final ResourceType<Repository> TYPE = ResourceType.of(Repository.class);
  private static final ResourceType<RepositoryPolicy> POLICIES =
      ResourceType.of(RepositoryPolicy.class);

  @Test
  void hasTheDatabasesDefaults() {
    Repository repository = Repository.builder().repositoryName("app").build();

    assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
    assertThat(repository.scanOnPush()).isFalse();
  }

  @Test
  void readsWhatItWrites() {
    Repository repository = Repository.builder()
        .repositoryName("app")
        .imageTagMutability(ImageTagMutability.IMMUTABLE)
        .scanOnPush(true)
        .build();

    assertThat(TYPE.fromJson(TYPE.toJson(repository))).isEqualTo(repository);
    assertThat(TYPE.toJson(repository).get("image_tag_mutability").textValue())
        .isEqualTo("IMMUTABLE");
  }

  @Test
  void storesAPolicyAsTextAndComparesItAsAPolicy() throws Exception {
    RepositoryPolicy policy = RepositoryPolicy.builder()
        .repositoryId(Ref.row(1))
        .policyText("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"ecr:*\"]}]}")
        .build();
    ObjectNode row = POLICIES.toJson(policy);

    assertThat(row.get("policy_text").isTextual()).isTrue();
    row.put("policy_text", "{\"Statement\": {\"Action\": \"ecr:*\",   \"Effect\": \"Allow\"}}");
    assertThat(POLICIES.fromJson(row)).isEqualTo(policy);
    assertThat(new JsonMapper().readTree(row.get("policy_text").textValue()).has("Statement"))
        .isTrue();
  }

  @Test
  void refusesAPolicyThatIsNoJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RepositoryPolicy.builder().policyText("{"))
        .withMessageStartingWith("This is no JSON document");
  }
}
