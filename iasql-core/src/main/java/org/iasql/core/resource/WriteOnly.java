package org.iasql.core.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a secret that is sent to AWS and never read back. The row holds it until it is sent, then
 * NULL; plans, journal and audit show {@code ***}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WriteOnly {}
