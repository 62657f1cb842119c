package org.iasql.engine.cloud;

/** How fast calls may follow each other. */
interface Pace {
  /** Lets a call go, if need be after a wait. */
  void await(AwsCall call);

  /** Hears that AWS throttled a call: others have used up what was left. */
  void throttled(AwsCall call);

  /** For calls that no published rate holds for. */
  static Pace unlimited() {
    return new Pace() {
      @Override
      public void await(AwsCall call) {}

      @Override
      public void throttled(AwsCall call) {}
    };
  }
}
