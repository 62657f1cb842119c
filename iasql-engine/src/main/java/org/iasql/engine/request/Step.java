package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;

/** What the caller's session is to do next. */
record Step(String kind, String text, JsonNode argument) {}
