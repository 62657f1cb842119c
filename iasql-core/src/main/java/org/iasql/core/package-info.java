/**
 * The client: every IaSQL function typed, transactions, progress and errors. It talks to a database
 * through JDBI and knows nothing of AWS.
 */
@NullMarked
package org.iasql.core;

import org.jspecify.annotations.NullMarked;
