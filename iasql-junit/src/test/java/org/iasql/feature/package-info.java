/** What users do with the modules beyond the single resource, through the whole engine. */
@NullMarked
package org.iasql.feature;

import org.jspecify.annotations.NullMarked;
