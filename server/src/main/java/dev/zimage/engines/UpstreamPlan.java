package dev.zimage.engines;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.upstream.UpstreamEngine;
import dev.zimage.upstream.UpstreamOptions;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/// An engine on other servers.
record UpstreamPlan(EngineKind kind, UpstreamOptions options) implements EnginePlan {

    @Override
    public String announcement() {
        return "Pictures come from other servers, by the engine %s; /health/ready says whether they answer."
                .formatted(options.name());
    }

    /// Asks each server whether it answers and takes the key. No picture is drawn: it may cost
    /// something.
    @Override
    public EngineFinding inspect() {
        Map<URI, String> faults = UpstreamEngine.faults(options);
        int all = options.urls().size();
        String description =
                "%d of %d servers of %s can be used (%s)"
                        .formatted(all - faults.size(), all, options.name(), kind.name());
        return faults.isEmpty()
                ? new EngineFinding.Described(description, null)
                : new EngineFinding.Described(
                        description
                                + "; "
                                + faults.entrySet().stream()
                                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                                        .collect(Collectors.joining("; ")),
                        "start what does not answer, or correct engines.%1$s.url or engines.%1$s.api_key_file"
                                .formatted(options.name()));
    }

    @Override
    public ImageEngine open(LoadListener listener) {
        return UpstreamEngine.open(options);
    }
}
