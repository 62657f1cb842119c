package org.iasql.aws.ecs;

import java.util.Arrays;
import java.util.Optional;
import org.iasql.core.resource.SqlEnum;

/** Every pair of CPU and memory that Fargate has, written as {@code vCPU2-8GB}. */
public enum CpuMemory implements SqlEnum {
  VCPU0_25_0_5GB(256, 512),
  VCPU0_25_1GB(256, 1024),
  VCPU0_25_2GB(256, 2048),
  VCPU0_5_1GB(512, 1024),
  VCPU0_5_2GB(512, 2048),
  VCPU0_5_3GB(512, 3072),
  VCPU0_5_4GB(512, 4096),
  VCPU1_2GB(1024, 2048),
  VCPU1_3GB(1024, 3072),
  VCPU1_4GB(1024, 4096),
  VCPU1_5GB(1024, 5120),
  VCPU1_6GB(1024, 6144),
  VCPU1_7GB(1024, 7168),
  VCPU1_8GB(1024, 8192),
  VCPU2_4GB(2048, 4096),
  VCPU2_5GB(2048, 5120),
  VCPU2_6GB(2048, 6144),
  VCPU2_7GB(2048, 7168),
  VCPU2_8GB(2048, 8192),
  VCPU2_9GB(2048, 9216),
  VCPU2_10GB(2048, 10240),
  VCPU2_11GB(2048, 11264),
  VCPU2_12GB(2048, 12288),
  VCPU2_13GB(2048, 13312),
  VCPU2_14GB(2048, 14336),
  VCPU2_15GB(2048, 15360),
  VCPU2_16GB(2048, 16384),
  VCPU4_8GB(4096, 8192),
  VCPU4_9GB(4096, 9216),
  VCPU4_10GB(4096, 10240),
  VCPU4_11GB(4096, 11264),
  VCPU4_12GB(4096, 12288),
  VCPU4_13GB(4096, 13312),
  VCPU4_14GB(4096, 14336),
  VCPU4_15GB(4096, 15360),
  VCPU4_16GB(4096, 16384),
  VCPU4_17GB(4096, 17408),
  VCPU4_18GB(4096, 18432),
  VCPU4_19GB(4096, 19456),
  VCPU4_20GB(4096, 20480),
  VCPU4_21GB(4096, 21504),
  VCPU4_22GB(4096, 22528),
  VCPU4_23GB(4096, 23552),
  VCPU4_24GB(4096, 24576),
  VCPU4_25GB(4096, 25600),
  VCPU4_26GB(4096, 26624),
  VCPU4_27GB(4096, 27648),
  VCPU4_28GB(4096, 28672),
  VCPU4_29GB(4096, 29696),
  VCPU4_30GB(4096, 30720),
  VCPU8_16GB(8192, 16384),
  VCPU8_20GB(8192, 20480),
  VCPU8_24GB(8192, 24576),
  VCPU8_28GB(8192, 28672),
  VCPU8_32GB(8192, 32768),
  VCPU8_36GB(8192, 36864),
  VCPU8_40GB(8192, 40960),
  VCPU8_44GB(8192, 45056),
  VCPU8_48GB(8192, 49152),
  VCPU8_52GB(8192, 53248),
  VCPU8_56GB(8192, 57344),
  VCPU8_60GB(8192, 61440),
  VCPU16_32GB(16384, 32768),
  VCPU16_40GB(16384, 40960),
  VCPU16_48GB(16384, 49152),
  VCPU16_56GB(16384, 57344),
  VCPU16_64GB(16384, 65536),
  VCPU16_72GB(16384, 73728),
  VCPU16_80GB(16384, 81920),
  VCPU16_88GB(16384, 90112),
  VCPU16_96GB(16384, 98304),
  VCPU16_104GB(16384, 106496),
  VCPU16_112GB(16384, 114688),
  VCPU16_120GB(16384, 122880);

  private final int cpuUnits;
  private final int memoryMib;

  CpuMemory(int cpuUnits, int memoryMib) {
    this.cpuUnits = cpuUnits;
    this.memoryMib = memoryMib;
  }

  /** The pair of these two figures; empty if Fargate does not have it. */
  public static Optional<CpuMemory> of(int cpuUnits, int memoryMib) {
    return Arrays.stream(values())
        .filter(pair -> pair.cpuUnits == cpuUnits && pair.memoryMib == memoryMib)
        .findFirst();
  }

  /** The CPU in ECS's units, of which 1024 are one vCPU. */
  public int cpuUnits() {
    return cpuUnits;
  }

  /** The memory in MiB. */
  public int memoryMib() {
    return memoryMib;
  }

  @Override
  public String label() {
    return "vCPU%s-%sGB".formatted(thousands(cpuUnits), thousands(memoryMib));
  }

  private static String thousands(int figure) {
    return figure % 1024 == 0 ? String.valueOf(figure / 1024) : String.valueOf(figure / 1024.0);
  }
}
