/** ECR: private and public repositories of images, and the policies of private ones. */
@NullMarked
@ValueStyle
package org.iasql.aws.ecr;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
