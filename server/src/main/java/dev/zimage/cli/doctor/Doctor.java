package dev.zimage.cli.doctor;

import dev.zimage.config.Config;
import dev.zimage.config.ConfigProblem;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.config.LoadedConfig;
import dev.zimage.config.Setting;
import dev.zimage.engines.EngineFinding;
import dev.zimage.engines.EngineFleet;
import dev.zimage.media.MediaStore;
import dev.zimage.models.PictureSizes;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.server.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at a machine and an installation without changing either. A server may run on it.
public final class Doctor {

    private final DataDirectory data;
    private final @Nullable Path configFile;
    private final Map<String, String> environment;
    private final Function<Config, Map<String, EngineFinding>> engines;
    private final Clock clock;

    /// @param data which need not exist
    /// @param configFile in place of the one in the data directory, null for that
    /// @param engines finds what draws by the settings
    public Doctor(
            DataDirectory data,
            @Nullable Path configFile,
            Map<String, String> environment,
            Function<Config, Map<String, EngineFinding>> engines,
            Clock clock) {
        this.data = data;
        this.configFile = configFile;
        this.environment = environment;
        this.engines = engines;
        this.clock = clock;
    }

    /// Makes all checks that make sense: of a database that is not there, no balances are checked.
    public DoctorReport examine() {
        List<Check> checks = new ArrayList<>(MachineChecks.all(clock));
        Optional<LoadedConfig> loaded = Optional.empty();
        Check configuration;
        try {
            LoadedConfig settings = load();
            loaded = Optional.of(settings);
            configuration = configurationOk(settings);
        } catch (InvalidConfigException e) {
            configuration = configurationWrong(e);
        }
        Config config = loaded.map(LoadedConfig::config).orElseGet(Config::defaults);
        checks.addAll(new FolderChecks(data, config.media().store().folder(data.media())).all());
        MediaCheck media = MediaCheck.of(config.media().store(), data.media());
        checks.add(media.check());
        checks.add(configuration);
        checks.addAll(engines(config));
        if (config.server().role().draws() && config.database().isEmbedded()) {
            checks.add(MarksCheck.of(config.provenance(), new IdentityFile(data.path()), clock));
        }
        checks.addAll(ProviderCheck.of(config.oidc()));
        loaded.ifPresent(settings -> checks.add(PortCheck.of(settings.config().server(), data)));
        if (Files.isReadable(data.path()) && Files.isExecutable(data.path())) {
            Set<String> needed =
                    config.server().role().draws() ? Set.of() : EngineFleet.neededNames(config);
            checks.addAll(new DatabaseChecks(data, config, media.store(), needed, clock).all());
        }
        media.store().ifPresent(MediaStore::close);
        return new DoctorReport(checks, loaded);
    }

    private List<Check> engines(Config config) {
        return config.server().role().draws()
                ? EngineCheck.all(
                        () -> engines.apply(config),
                        PictureSizes.within(config.engine().pixels()).largest())
                : List.of(EngineCheck.elsewhere());
    }

    private LoadedConfig load() throws InvalidConfigException {
        return new ConfigSources(Map.of(), environment, data.path(), configFile).load();
    }

    private static Check configurationOk(LoadedConfig loaded) {
        long set =
                loaded.settings().stream()
                        .map(Setting::origin)
                        .filter(origin -> !origin.equals("default"))
                        .count();
        return Check.ok(
                "configuration",
                "%d settings, %d of them not the default".formatted(loaded.settings().size(), set));
    }

    private static Check configurationWrong(InvalidConfigException wrong) {
        return Check.fail(
                "configuration",
                wrong.problems().stream()
                        .map(ConfigProblem::toString)
                        .collect(Collectors.joining("; ")),
                "the server does not start with this");
    }
}
