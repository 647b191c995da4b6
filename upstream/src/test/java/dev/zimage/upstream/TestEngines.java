package dev.zimage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.upstream.ServerKind.FileSetting;
import dev.zimage.upstream.ServerKind.Given;
import dev.zimage.upstream.comfyui.ComfyUiKind;
import dev.zimage.upstream.jobs.JobsKind;
import dev.zimage.upstream.openai.OpenAiKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
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
        return UpstreamEngine.open(options(openAiProtocol(preset), "/v1", servers));
    }

    static UpstreamEngine jobs(String preset, ImitatedServer... servers) {
        return UpstreamEngine.open(options(jobsProtocol(preset), "", servers));
    }

    static Protocol openAiProtocol(String preset) {
        return new OpenAiKind().protocol(Given.preset(preset));
    }

    static Protocol jobsProtocol(String preset) {
        try {
            return new JobsKind().protocol(Given.preset(preset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param mapping a file
    static Protocol jobsProtocol(Path mapping) throws IOException {
        return new JobsKind().protocol(given(JobsKind.MAPPING, mapping));
    }

    static Protocol comfyUiProtocol(Path workflow) throws IOException {
        return new ComfyUiKind().protocol(given(ComfyUiKind.WORKFLOW, workflow));
    }

    private static Given given(FileSetting setting, Path file) {
        return new Given("", Map.of(setting.name(), file));
    }

    static UpstreamOptions options(Protocol protocol, String path, ImitatedServer... servers) {
        List<URI> urls = Arrays.stream(servers).map(server -> server.url(path)).toList();
        return new UpstreamOptions(
                "gpu",
                protocol,
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
                options.protocol(),
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
