package dev.zimage.engines;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.upstream.UpstreamEngine;
import dev.zimage.upstream.UpstreamOptions;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// An engine on other servers.
record UpstreamPlan(EngineKind kind, UpstreamOptions options) implements EnginePlan {

    @Override
    public String announcement() {
        return "Pictures come from other servers, by the engine %s; /health/ready says whether they answer."
                .formatted(options.name());
    }

    /// Asks each server whether it answers. No picture is drawn: it may cost something.
    @Override
    public EngineFinding inspect() {
        List<URI> silent = UpstreamEngine.silent(options);
        int all = options.urls().size();
        String description =
                "%d of %d servers of %s answer (%s)"
                        .formatted(all - silent.size(), all, options.name(), kind.name());
        return silent.isEmpty()
                ? new EngineFinding.Described(description, null)
                : new EngineFinding.Described(
                        description
                                + "; silent: "
                                + silent.stream()
                                        .map(URI::toString)
                                        .collect(Collectors.joining(", ")),
                        "start what does not answer, or correct engines.%s.url"
                                .formatted(options.name()));
    }

    @Override
    public ImageEngine open(LoadListener listener) {
        return UpstreamEngine.open(options);
    }
}
