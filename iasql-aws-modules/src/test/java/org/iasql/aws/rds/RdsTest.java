package org.iasql.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class RdsTest {
  private static final ResourceType<Rds> TYPE = ResourceType.of(Rds.class);
  private static final ResourceType<ParameterGroup> GROUPS = ResourceType.of(ParameterGroup.class);
  private static final Rds DATABASE = Rds.builder()
      .dbInstanceIdentifier("orders")
      .allocatedStorage(20)
      .dbInstanceClass("db.t3.micro")
      .engine("postgres")
      .masterUsername("admin1")
      .build();

  @Test
  void hidesItsPassword() {
    assertThat(DATABASE.withMasterUserPassword("correct horse").toString())
        .contains("orders")
        .doesNotContain("correct horse");
  }

  @Test
  void differsWhenAPasswordIsToBeSent() {
    assertThat(DATABASE.withMasterUserPassword("correct-horse")).isNotEqualTo(DATABASE);
  }

  @Test
  void keepsBackupsForOneDayUnlessSaidOtherwise() {
    assertThat(DATABASE.backupRetentionPeriod()).isEqualTo(1);
    assertThat(TYPE.fromJson(TYPE.toJson(DATABASE))).isEqualTo(DATABASE);
  }

  @Test
  void leavesParametersAsTheyAreWhenNoneAreNamed() {
    ParameterGroup wish =
        ParameterGroup.builder().name("slow").family("postgres16").build();
    ParameterGroup there = wish.withParameters(Map.of("max_connections", "20"));

    assertThat(GROUPS.withDefaultsFrom(wish, there)).isEqualTo(there);
    assertThat(GROUPS.withDefaultsFrom(wish.withParameters(Map.of()), there)).isNotEqualTo(there);
    assertThat(wish.description()).contains("slow");
  }
}
