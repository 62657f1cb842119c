package org.iasql.engine.apply;

import java.util.UUID;
import org.iasql.core.IasqlException;

/** Another engine has an operation in hand by now: this one must neither call nor write for it. */
final class TakenOverException extends IasqlException {
  private static final long serialVersionUID = 1L;

  TakenOverException(UUID opid) {
    super(
        "Operation %s was taken over by another engine, so this one stopped. Look at iasql_operation_step for how it goes on."
            .formatted(opid));
  }
}
