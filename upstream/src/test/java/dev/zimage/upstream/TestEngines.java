package dev.zimage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Engines on imitated servers.
final class TestEngines {

    static final String KEY = "sk-very-secret-0123456789";

    private TestEngines() {}

    static UpstreamEngine openAi(String preset, ImitatedServer... servers) {
        return UpstreamEngine.open(options(ServerApi.openAi(preset), "/v1", servers));
    }

    static UpstreamEngine jobs(String preset, ImitatedServer... servers) {
        return UpstreamEngine.open(options(ServerApi.jobs(preset), "", servers));
    }

    static UpstreamOptions options(ServerApi api, String path, ImitatedServer... servers) {
        List<URI> urls = Arrays.stream(servers).map(server -> server.url(path)).toList();
        return new UpstreamOptions(
                "gpu",
                api,
                urls,
                Optional.of(new AccessKey(KEY)),
                4,
                3,
                Duration.ofSeconds(20),
                Set.of(),
                Map.of("cats", new ServedModel("org/cats", 9)),
                new ServedModel("org/model", 0));
    }

    static UpstreamOptions within(Duration timeout, UpstreamOptions options) {
        return new UpstreamOptions(
                options.name(),
                options.api(),
                options.urls(),
                options.key(),
                options.atOnce(),
                options.attempts(),
                timeout,
                options.hosts(),
                options.models(),
                options.fallback());
    }

    /// How a request fails.
    static GenerationException.Cause failure(UpstreamEngine engine, ImageRequest request) {
        GenerationException failure =
                catchThrowableOfType(
                        GenerationException.class,
                        () -> engine.generate(request, ProgressListener.NONE));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(KEY, "127.0.0.1", request.prompt());
        return failure.kind();
    }
}
