/** Certificate Manager: the certificates that listeners can use, to read only. */
@NullMarked
@ValueStyle
package org.iasql.aws.acm;

import org.iasql.core.resource.ValueStyle;
import org.jspecify.annotations.NullMarked;
