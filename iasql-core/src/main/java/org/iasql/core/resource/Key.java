package org.iasql.core.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an attribute that names the resource. All keys of a type together are unique in a database. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Key {
  /** Whether AWS can change it on an existing resource; by default a change needs a new one. */
  boolean updatable() default false;

  /** Whether AWS takes names that differ in case alone for the same. */
  boolean ignoreCase() default false;
}
