/** IAM: roles, and what makes two policy documents the same. */
@NullMarked
@ValueStyle
package org.iasql.aws.iam;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
