package dev.zimage.engines;

import dev.zimage.config.OfferedModel;
import dev.zimage.config.RemoteKind;
import dev.zimage.config.UpstreamConfig;
import dev.zimage.origin.BaseUrl;
import dev.zimage.text.SecretFile;
import dev.zimage.upstream.AccessKey;
import dev.zimage.upstream.ServedModel;
import dev.zimage.upstream.ServerApi;
import dev.zimage.upstream.UpstreamOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Engines on other servers, of one way to talk to them.
final class UpstreamKind implements EngineKind {

    private final RemoteKind kind;

    UpstreamKind(RemoteKind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// Those of this process do not matter to it.
    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public Availability find(EngineSettings settings) {
        UpstreamConfig engine = settings.remote().engine();
        try {
            return new Availability.Available(
                    new UpstreamPlan(this, options(engine, settings.remote())));
        } catch (IOException | IllegalArgumentException e) {
            return new Availability.Broken(
                    "the engine %s cannot be used: %s".formatted(engine.name(), e.getMessage()));
        }
    }

    private static UpstreamOptions options(UpstreamConfig engine, EngineSettings.Remote remote)
            throws IOException {
        return new UpstreamOptions(
                engine.name(),
                api(engine),
                engine.urls().stream().map(BaseUrl::toString).map(URI::create).toList(),
                key(engine),
                engine.atOnce(),
                remote.attempts(),
                engine.timeout(),
                Set.copyOf(engine.hosts()),
                models(engine, remote.models()),
                new ServedModel(served(engine, OfferedModel.Z_IMAGE, ""), 0));
    }

    private static ServerApi api(UpstreamConfig engine) throws IOException {
        String preset = engine.preset();
        return switch (engine.kind()) {
            case OPENAI ->
                    ServerApi.openAi(
                            known(
                                    engine,
                                    preset.isEmpty() ? "standard" : preset,
                                    ServerApi.OPENAI_PRESETS));
            case JOBS ->
                    engine.mapping().isPresent()
                            ? ServerApi.jobs(there(engine, "mapping_file", engine.mapping().get()))
                            : ServerApi.jobs(known(engine, preset, ServerApi.JOBS_PRESETS));
            case COMFYUI ->
                    ServerApi.comfyUi(there(engine, "workflow", engine.workflow().orElseThrow()));
        };
    }

    private static String known(UpstreamConfig engine, String preset, List<String> presets) {
        if (!presets.contains(preset)) {
            throw new IllegalArgumentException(
                    "engines.%s.preset must be one of %s"
                            .formatted(engine.name(), String.join(", ", presets)));
        }
        return preset;
    }

    /// A file that can be read, for the setting that names it.
    private static Path there(UpstreamConfig engine, String setting, Path file) throws IOException {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new IOException(
                    "there is no file %s; correct engines.%s.%s"
                            .formatted(file, engine.name(), setting));
        }
        if (!Files.isReadable(file)) {
            throw new IOException(
                    "the file %s of engines.%s.%s cannot be read; make it readable for the user of"
                                    .formatted(file, engine.name(), setting)
                            + " the server");
        }
        return file;
    }

    private static Optional<AccessKey> key(UpstreamConfig engine) throws IOException {
        if (engine.keyFile().isPresent()) {
            Path file = there(engine, "api_key_file", engine.keyFile().get());
            try {
                return Optional.of(new AccessKey(SecretFile.read(file)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the key in %s %s".formatted(file, e.getMessage()));
            }
        }
        return engine.keyVariable().map(UpstreamKind::keyOf);
    }

    private static AccessKey keyOf(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable %s with its key is not set".formatted(variable));
        }
        return new AccessKey(value.strip());
    }

    private static Map<String, ServedModel> models(
            UpstreamConfig engine, Map<String, OfferedModel> models) {
        Map<String, ServedModel> served = new HashMap<>();
        for (OfferedModel model : models.values()) {
            if (model.engine().filter(engine.name()::equals).isPresent()) {
                served.put(
                        model.id(),
                        new ServedModel(
                                served(engine, model.id(), model.servedName()), model.steps()));
            }
        }
        return served;
    }

    private static String served(UpstreamConfig engine, String id, String own) {
        if (!own.isEmpty()) {
            return own;
        }
        return engine.model().isEmpty() ? id : engine.model();
    }
}
