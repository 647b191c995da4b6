package dev.zimage.config;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import dev.zimage.origin.BaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of engines on other servers.
final class RemoteKeys {

    static final ConfigSection SECTION = new ConfigSection();

    /// The group of all settings here.
    static final String GROUP = "engines";

    static final ConfigFamily<Optional<RemoteKind>> KIND =
            SECTION.family(
                    "engines.<name>.kind",
                    "",
                    ValueType.optionalOneOf(RemoteKind.class),
                    "What its servers speak; see [engines](engines.md). Must be set.");

    static final ConfigFamily<List<BaseUrl>> URL =
            SECTION.family(
                    "engines.<name>.url",
                    "",
                    ListType.urls(),
                    "URLs of its servers, with commas between. All draw the same. Must be set.");

    static final ConfigFamily<String> PRESET =
            SECTION.family(
                    "engines.<name>.preset",
                    "",
                    ValueType.line(40),
                    "Which variant of the kind its servers speak: `standard`, `sdcpp`, `together`"
                            + " or `openai` for `openai`; `sdcpp`, `fal`, `replicate` or `reapi` for"
                            + " `jobs`. Empty: `standard`.");

    static final ConfigFamily<Optional<Path>> MAPPING =
            SECTION.family(
                    "engines.<name>.mapping_file",
                    "",
                    ValueType.file(),
                    "File with a [mapping](engines.md#a-mapping-of-your-own) for servers of the"
                            + " kind `jobs` that have no preset.");

    static final ConfigFamily<Optional<Path>> WORKFLOW =
            SECTION.family(
                    "engines.<name>.workflow",
                    "",
                    ValueType.file(),
                    "File with ComfyUI's workflow in API format, with `{{prompt}}`, `{{seed}}`,"
                            + " `{{width}}` and `{{height}}` in their places.");

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
}
