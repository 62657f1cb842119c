/** CloudWatch Logs: the resource mapper of log groups. */
@NullMarked
package org.iasql.engine.aws.cloudwatchlogs;

import org.jspecify.annotations.NullMarked;
