package org.iasql.core.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an attribute that AWS assigns. It is filled in by apply and sync, and never sent. The
 * accessor is also {@code @Value.Auxiliary}, so that it does not count in a comparison. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Assigned {
  /** Whether it counts what goes on in AWS: sync follows it, but a plan does not call it a change. */
  boolean counter() default false;
}
