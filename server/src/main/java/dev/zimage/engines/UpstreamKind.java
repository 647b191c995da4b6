package dev.zimage.engines;

import dev.zimage.config.OfferedModel;
import dev.zimage.config.UpstreamConfig;
import dev.zimage.origin.BaseUrl;
import dev.zimage.text.SecretFile;
import dev.zimage.upstream.AccessKey;
import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ServedModel;
import dev.zimage.upstream.ServerKind;
import dev.zimage.upstream.ServerKind.FileSetting;
import dev.zimage.upstream.UpstreamOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An engine on other servers.
record UpstreamKind(UpstreamConfig engine) implements EngineKind {

    @Override
    public String name() {
        return engine.kind().name();
    }

    /// Those of this process do not matter to it.
    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public Availability find(EngineSettings settings) {
        try {
            return new Availability.Available(new UpstreamPlan(this, options(settings.remote())));
        } catch (IOException | IllegalArgumentException e) {
            return new Availability.Broken(
                    "the engine %s cannot be used: %s".formatted(engine.name(), e.getMessage()));
        }
    }

    private UpstreamOptions options(EngineSettings.Remote remote) throws IOException {
        return new UpstreamOptions(
                engine.name(),
                protocol(),
                engine.urls().stream().map(BaseUrl::toString).map(URI::create).toList(),
                key(),
                engine.atOnce(),
                remote.attempts(),
                engine.timeout(),
                Set.copyOf(engine.hosts()),
                models(remote.models()),
                new ServedModel(served(OfferedModel.Z_IMAGE, ""), 0));
    }

    private Protocol protocol() throws IOException {
        Map<String, Path> files = new HashMap<>();
        for (FileSetting setting : engine.kind().files()) {
            Path file = engine.files().get(setting.name());
            if (file != null) {
                files.put(setting.name(), there(setting.name(), file));
            }
        }
        return engine.kind().protocol(new ServerKind.Given(preset(), files));
    }

    private String preset() {
        ServerKind kind = engine.kind();
        String preset = engine.preset().isEmpty() ? kind.usualPreset() : engine.preset();
        if (kind.presets().isEmpty() || preset.isEmpty()) {
            return "";
        }
        if (!kind.presets().contains(preset)) {
            throw new IllegalArgumentException(
                    "engines.%s.preset must be one of %s"
                            .formatted(engine.name(), String.join(", ", kind.presets())));
        }
        return preset;
    }

    /// A file that can be read, for the setting that names it.
    private Path there(String setting, Path file) throws IOException {
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

    private Optional<AccessKey> key() throws IOException {
        if (engine.keyFile().isPresent()) {
            Path file = there("api_key_file", engine.keyFile().get());
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

    private Map<String, ServedModel> models(Map<String, OfferedModel> models) {
        Map<String, ServedModel> served = new HashMap<>();
        for (OfferedModel model : models.values()) {
            if (model.engine().filter(engine.name()::equals).isPresent()) {
                served.put(
                        model.id(),
                        new ServedModel(served(model.id(), model.servedName()), model.steps()));
            }
        }
        return served;
    }

    private String served(String id, String own) {
        if (!own.isEmpty()) {
            return own;
        }
        return engine.model().isEmpty() ? id : engine.model();
    }
}
