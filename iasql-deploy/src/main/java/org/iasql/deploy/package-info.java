/**
 * What comes after a stack's rows are applied: its image is built and pushed into ECR without Docker,
 * and ECS and the load balancer are asked how its tasks are. The rows themselves are the quickstart's.
 */
@NullMarked
package org.iasql.deploy;

import org.jspecify.annotations.NullMarked;
