/**
 * Checks what is said to the simulated AWS, and what it answers, against AWS's own service models. The
 * checks join every simulated account of every module's tests by being on the class path; what an
 * account does with a request is not checked here.
 */
@org.jspecify.annotations.NullMarked
package org.iasql.local.aws.model;
