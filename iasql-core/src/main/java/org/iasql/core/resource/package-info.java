/**
 * The contracts of resources and modules: what a value type declares about its columns, how values
 * refer to one another, and what a module consists of. Nothing here knows a particular service.
 */
@NullMarked
package org.iasql.core.resource;

import org.jspecify.annotations.NullMarked;
