/**
 * An AWS account that lives in this JVM: the clients, the log of calls, and what every simulated
 * service shares. The services themselves are in the packages below, one for each, and hold no
 * locks, sleeps or logs of their own.
 */
@NullMarked
package org.iasql.local.aws;

import org.jspecify.annotations.NullMarked;
