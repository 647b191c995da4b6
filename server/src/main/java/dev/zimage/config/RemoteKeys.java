package dev.zimage.config;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.zimage.origin.BaseUrl;
import dev.zimage.upstream.ServerKind;
import dev.zimage.upstream.ServerKind.FileSetting;
import dev.zimage.upstream.ServerKinds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The settings of engines on other servers. Which kinds of servers there are, and what each of
/// them has of its own, is declared in [ServerKinds].
final class RemoteKeys {

    static final ConfigSection SECTION = new ConfigSection();

    /// The group of all settings here.
    static final String GROUP = "engines";

    static final ConfigFamily<Optional<ServerKind>> KIND =
            SECTION.family(
                    "engines.<name>.kind",
                    "",
                    ValueType.optionalOneOf(ServerKinds.ALL, ServerKind::name),
                    "What its servers speak; see [engines](engines.md). Must be set.");

    static final ConfigFamily<List<BaseUrl>> URL =
            SECTION.family(
                    "engines.<name>.url",
                    "",
                    ListType.urls(),
                    "URLs of its servers, with commas between. All draw the same. Must be set.");

    static final ConfigFamily<String> PRESET =
            SECTION.family(
                    "engines.<name>." + ServerKind.PRESET,
                    "",
                    ValueType.line(40),
                    "Which variant of the kind its servers speak: %s. Empty: %s."
                            .formatted(presets(), usualPresets()));

    /// What single kinds have of their own, by [FileSetting#name].
    private static final Map<String, ConfigFamily<Optional<Path>>> FILES = declared();

    static final ConfigFamily<String> MODEL =
            SECTION.family(
                    "engines.<name>.model",
                    "",
                    ValueType.line(200),
                    "What its servers call their model. Empty: the id of the model.");

    static final ConfigFamily<Optional<Path>> API_KEY_FILE =
            SECTION.family(
                    "engines.<name>.api_key_file",
                    "",
                    ValueType.file(),
                    "File with the key that its servers want.");

    static final ConfigFamily<Optional<String>> API_KEY_VARIABLE =
            SECTION.family(
                    "engines.<name>.api_key_variable",
                    "",
                    ValueType.variable(),
                    "Environment variable with that key, in place of a file.");

    static final ConfigFamily<Integer> AT_ONCE =
            SECTION.family(
                    "engines.<name>.at_once",
                    "2",
                    ValueType.wholeNumber(1, 256),
                    "Pictures that each of its servers gets at once. With two, one is drawn while"
                            + " the last one is fetched.");

    static final ConfigFamily<Duration> TIMEOUT =
            SECTION.family(
                    "engines.<name>.timeout",
                    "120s",
                    ValueType.duration(ofSeconds(1), ofHours(24)),
                    "How long a server may take for a picture, with the time that it waits there.");

    static final ConfigFamily<List<String>> HOSTS =
            SECTION.family(
                    "engines.<name>.hosts",
                    "",
                    ListType.lines(32, 253),
                    "Other hosts, with their subdomains, that its servers may send to for finished"
                            + " pictures. Those of a preset are known.");

    private RemoteKeys() {}

    private static Map<String, ConfigFamily<Optional<Path>>> declared() {
        Map<String, ConfigFamily<Optional<Path>>> declared = new LinkedHashMap<>();
        for (ServerKind kind : ServerKinds.ALL) {
            for (FileSetting file : kind.files()) {
                declared.put(
                        file.name(),
                        SECTION.family(
                                "engines.<name>." + file.name(),
                                "",
                                ValueType.file(),
                                file.description()));
            }
        }
        return declared;
    }

    /// The files that an engine names for its kind, by [FileSetting#name].
    static Map<String, Path> files(Settings settings, String name) {
        Map<String, Path> given = new HashMap<>();
        FILES.forEach((setting, family) ->
                settings.get(family, name).ifPresent(file -> given.put(setting, file)));
        return Map.copyOf(given);
    }

    /// Of the kinds of servers that have some: `a or b for c`.
    private static String presets() {
        return ServerKinds.ALL.stream()
                .filter(kind -> !kind.presets().isEmpty())
                .map(kind ->
                        alternatives(kind.presets().stream().map(RemoteKeys::code).toList())
                                + " for "
                                + code(kind.name()))
                .collect(Collectors.joining("; "));
    }

    private static String usualPresets() {
        return alternatives(
                ServerKinds.ALL.stream()
                        .map(ServerKind::usualPreset)
                        .filter(preset -> !preset.isEmpty())
                        .map(RemoteKeys::code)
                        .toList());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /// For a sentence: `a, b or c`.
    static String alternatives(List<String> all) {
        String last = all.getLast();
        return all.size() == 1
                ? last
                : String.join(", ", all.subList(0, all.size() - 1)) + " or " + last;
    }
}
