/** ECR: the resource mappers of private and public repositories and of repository policies. */
@NullMarked
package org.iasql.engine.aws.ecr;

import org.jspecify.annotations.NullMarked;
