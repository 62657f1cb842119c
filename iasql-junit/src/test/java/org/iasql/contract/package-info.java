/**
 * The contract that every resource type fulfils, run through the whole engine: one body, {@link
 * org.iasql.contract.ResourceContractTest}, and a case for each type, in one file for each service.
 */
@NullMarked
package org.iasql.contract;

import org.jspecify.annotations.NullMarked;
