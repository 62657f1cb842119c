/**
 * What IaSQL answers to bad input: each text, that psql and Java get the same one, and that neither a row
 * nor the account changes. What the request path itself refuses is tested with it.
 */
@NullMarked
package org.iasql.badinput;

import org.jspecify.annotations.NullMarked;
