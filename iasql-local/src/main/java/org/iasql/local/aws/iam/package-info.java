/** IAM of the simulated AWS, with AWS's own rules and error codes. */
@NullMarked
package org.iasql.local.aws.iam;

import org.jspecify.annotations.NullMarked;
