/** CloudWatch Logs of the simulated AWS, with AWS's own rules and error codes. */
@NullMarked
package org.iasql.local.aws.cloudwatchlogs;

import org.jspecify.annotations.NullMarked;
