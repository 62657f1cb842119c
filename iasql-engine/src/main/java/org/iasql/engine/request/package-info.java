/**
 * The request path: the SQL functions, the tables through which they reach an engine, and the loop that
 * serves their calls. A call's statements run in the caller's own session and transaction; the engine's
 * connections touch the book-keeping alone. What a call means is decided by a {@link
 * org.iasql.engine.request.RequestHandler}, elsewhere.
 */
@NullMarked
package org.iasql.engine.request;

import org.jspecify.annotations.NullMarked;
