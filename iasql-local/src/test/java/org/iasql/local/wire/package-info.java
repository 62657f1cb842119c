/**
 * Runs the engine with the SDK's real clients over HTTP against moto, an emulator of AWS that is not
 * ours. It shows that requests and answers are right; moto is laxer than AWS, so that the order of
 * deletes, waits and refusals is shown on the simulated AWS instead.
 */
@org.jspecify.annotations.NullMarked
package org.iasql.local.wire;
