/** ECS on Fargate: clusters, task definitions with their containers, and services. */
@NullMarked
@ValueStyle
package org.iasql.aws.ecs;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
