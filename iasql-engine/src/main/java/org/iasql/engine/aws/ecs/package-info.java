/** ECS on Fargate: the resource mappers of clusters, task definitions and services. */
@NullMarked
package org.iasql.engine.aws.ecs;

import org.jspecify.annotations.NullMarked;
