package dev.zimage.config;

import dev.zimage.database.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where settings come from, by falling precedence: the command line, the environment, a file, the
/// defaults.
///
/// @param flags of the command line, values by [ConfigKey#name]
/// @param environment all of it; what does not begin with `ZIMAGE_` is left alone
/// @param dataDirectory whose `zimage.properties` is read when `file` is null and it exists
/// @param file that must exist and is read in its place, null for none
public record ConfigSources(
        Map<String, String> flags,
        Map<String, String> environment,
        Path dataDirectory,
        @Nullable Path file) {

    /// The file that is read from the data directory.
    public static final String FILE_NAME = "zimage.properties";

    static final String PREFIX = "ZIMAGE_";

    private static final String COMMAND_LINE = "command line";

    /// What Kubernetes sets in every container beside a service that is called `zimage`.
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("ZIMAGE_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_.*)?)");

    /// Variables that are read before and beside the settings, and the two of a client: who tries
    /// the examples has them in the same shell.
    private static final Set<String> NOT_SETTINGS =
            Set.of(
                    "ZIMAGE_JAVA_OPTS",
                    "ZIMAGE_AOT",
                    "ZIMAGE_DATA",
                    "ZIMAGE_HOME",
                    "ZIMAGE_URL",
                    "ZIMAGE_KEY");

    /// Reads and checks everything, also values that another source overrides.
    ///
    /// @throws InvalidConfigException with all that is wrong, not only the first
    public LoadedConfig load() throws InvalidConfigException {
        GivenSettings given = given();
        Settings settings = new Settings(ConfigKeys.DECLARED, given.settings());
        if (given.problems().isEmpty()) {
            checkTogether(settings, given.problems());
        }
        if (!given.problems().isEmpty()) {
            throw new InvalidConfigException(given.problems());
        }
        return new LoadedConfig(ConfigReader.read(settings), settings.inOrder());
    }

    private GivenSettings given() {
        GivenSettings given = new GivenSettings(ConfigKeys.DECLARED);
        Path path = file == null ? dataDirectory.resolve(FILE_NAME) : file;
        SettingsFile read = SettingsFile.read(path, file != null);
        given.problems().addAll(read.problems());
        for (SettingsFile.Entry entry : read.entries()) {
            given.add(entry.name(), entry.value(), entry.origin());
        }
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX)
                    && !NOT_SETTINGS.contains(name)
                    && !OF_KUBERNETES.matcher(name).matches()) {
                given.addVariable(name, variable.getValue());
            }
        }
        for (Map.Entry<String, String> flag : new TreeMap<>(flags).entrySet()) {
            given.add(flag.getKey(), flag.getValue(), COMMAND_LINE);
        }
        return given;
    }

    /// What no value alone can be blamed for.
    private static void checkTogether(Settings settings, List<ConfigProblem> problems) {
        requireHiddenPassword(settings, problems);
        requireWhatRolesShare(settings, problems);
        problems.addAll(ModelChecks.of(settings));
        requireBothOrNone(settings, ProvenanceKeys.CERTIFICATE, ProvenanceKeys.KEY, problems);
        Duration ttl = settings.get(ContentKeys.MEDIA_URL_TTL);
        if (settings.get(ContentKeys.MEDIA_RETENTION).compareTo(ttl) < 0) {
            Setting retention = settings.setting(ContentKeys.MEDIA_RETENTION);
            Setting link = settings.setting(ContentKeys.MEDIA_URL_TTL);
            String message =
                    "must not be shorter than media.url_ttl = \"%s\" (%s): no link may outlive its"
                            + " picture; raise the one or lower the other";
            message = message.formatted(link.value(), link.origin());
            problems.add(
                    ConfigProblem.of(
                            retention.key().name(),
                            retention.value(),
                            retention.origin(),
                            message));
        }
    }

    /// A certificate is no good without its key, and the other way round.
    private static void requireBothOrNone(
            Settings settings,
            ConfigKey<Optional<Path>> one,
            ConfigKey<Optional<Path>> other,
            List<ConfigProblem> problems) {
        if (settings.get(one).isPresent() == settings.get(other).isPresent()) {
            return;
        }
        Setting given = settings.setting(settings.get(one).isPresent() ? one : other);
        String missing = settings.get(one).isPresent() ? other.name() : one.name();
        problems.add(
                ConfigProblem.of(
                        given.key().name(),
                        given.value(),
                        given.origin(),
                        "needs " + missing + " beside it; set both or none"));
    }

    /// Processes with different roles need the same database and pictures, and one that does not
    /// draw cannot find out what the others draw with.
    private static void requireWhatRolesShare(Settings settings, List<ConfigProblem> problems) {
        ProcessRole role = settings.get(ServerKeys.ROLE);
        if (role == ProcessRole.ALL) {
            return;
        }
        if (settings.get(DatabaseKeys.URL).isEmpty()) {
            problems.add(
                    roleNeeds(settings, "database.url, a PostgreSQL database for all processes"));
        }
        if (!settings.get(ContentKeys.MEDIA_STORE).isShared()) {
            problems.add(roleNeeds(settings, "media.store, a folder or bucket for all processes"));
        }
        if (role == ProcessRole.API
                && settings.get(EngineKeys.ENGINE_NAME) == EngineChoice.AUTO
                && settings.get(ModelKeys.ENGINE, OfferedModel.Z_IMAGE).isEmpty()) {
            problems.add(roleNeeds(settings, "engine.name, the engine of the workers"));
        }
    }

    private static ConfigProblem roleNeeds(Settings settings, String what) {
        Setting role = settings.setting(ServerKeys.ROLE);
        return ConfigProblem.of(
                role.key().name(),
                role.value(),
                role.origin(),
                "needs " + what + "; see docs/scaling.md");
    }

    /// Everybody on the machine can read the arguments of a process.
    private static void requireHiddenPassword(Settings settings, List<ConfigProblem> problems) {
        Setting url = settings.setting(DatabaseKeys.URL);
        boolean visible =
                url.origin().equals(COMMAND_LINE)
                        && settings.get(DatabaseKeys.URL).map(DatabaseUrl::password).isPresent();
        if (visible) {
            problems.add(
                    ConfigProblem.of(
                            url.key().name(),
                            url.shown(),
                            url.origin(),
                            "a password on the command line can be read by everybody on this"
                                    + " machine; put it into the file that"
                                    + " database.password_file names"));
        }
    }
}
