package org.iasql.engine.aws;

import java.util.List;
import org.iasql.core.resource.IasqlModule;

/** A module with what the engine needs for it: a mapper for each of its resources, and its edges. */
public record EngineModule(
    IasqlModule module, List<ResourceMapper<?>> mappers, List<Edge<?, ?>> edges) {}
