/**
 * The one place that touches the cloud: every call of every resource mapper goes through here, where it
 * is counted, retried, waited for and turned into an error that a person can read.
 */
@NullMarked
package org.iasql.engine.cloud;

import org.jspecify.annotations.NullMarked;
