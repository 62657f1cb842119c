/** CloudWatch Logs: log groups. */
@NullMarked
@ValueStyle
package org.iasql.aws.cloudwatchlogs;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
