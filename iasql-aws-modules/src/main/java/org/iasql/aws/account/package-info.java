/** The AWS account itself: its id and its regions. No secret is ever stored in a table. */
@NullMarked
package org.iasql.aws.account;

import org.jspecify.annotations.NullMarked;
