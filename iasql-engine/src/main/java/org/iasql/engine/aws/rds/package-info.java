/** RDS: the resource mappers of database instances and parameter groups. */
@NullMarked
package org.iasql.engine.aws.rds;

import org.jspecify.annotations.NullMarked;
