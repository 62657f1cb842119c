package org.iasql.core.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an attribute whose elements are rows of a link or child table, which travel with their owner
 * and are no resources of their own. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Parts {
  /** The table that holds the elements. */
  String table();

  /** The column of that table that refers to the owner. */
  String owner();

  /** For a link table, the column that is the element; empty where a row is the element. */
  String element() default "";
}
