package org.iasql.contract;

import java.util.List;
import java.util.stream.Stream;

/** Every case of the contract. */
final class ResourceCases {
  private ResourceCases() {}

  static Stream<ResourceCase<?>> all() {
    return Stream.of(
            LogsCases.all(),
            NetworkCases.all(),
            SecurityGroupCases.all(),
            LoadBalancerCases.all(),
            TargetGroupCases.all(),
            ListenerCases.all(),
            IamCases.all(),
            EcrCases.all(),
            EcsCases.all(),
            RdsCases.all())
        .flatMap(List::stream);
  }
}
