/** IAM: the resource mapper of roles. */
@NullMarked
package org.iasql.engine.aws.iam;

import org.jspecify.annotations.NullMarked;
