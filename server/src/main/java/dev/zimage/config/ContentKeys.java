package dev.zimage.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;

import dev.zimage.media.MediaLocation;
import dev.zimage.media.MediaStores;
import dev.zimage.media.StoreSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The settings of which pictures are drawn, and how they are handed out.
final class ContentKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<CheckMode> CONTENT_CHECK_MODE =
            SECTION.key(
                    "content_check.mode",
                    "on-request",
                    ValueType.oneOf(CheckMode.class),
                    "Which orders the [content check](moderation.md) looks at: those that ask with"
                            + " `nsfw_checker` and those of accounts that are always checked, or"
                            + " all.");

    static final ConfigKey<Double> CONTENT_CHECK_PICTURE_THRESHOLD =
            SECTION.key(
                    "content_check.picture_threshold",
                    "0.6",
                    ValueType.likelihood(),
                    "How likely a picture has to be pornographic to be refused.");

    static final ConfigKey<Optional<Path>> CONTENT_CHECK_ALLOW_FILE =
            SECTION.key(
                    "content_check.allow_file",
                    "",
                    ValueType.file(),
                    "File of words that are harmless in prompts here, one a line. Read at the"
                            + " start.");

    static final ConfigKey<Optional<Path>> CONTENT_CHECK_DENY_FILE =
            SECTION.key(
                    "content_check.deny_file",
                    "",
                    ValueType.file(),
                    "File of words that checked prompts may not have, one a line. Read at the"
                            + " start.");

    static final ConfigKey<Integer> TEXT_CHECK_ATTEMPTS =
            SECTION.key(
                    "text_check.attempts",
                    "3",
                    ValueType.wholeNumber(1, 10),
                    "Most pictures that are drawn of an order with `text_check` `retry`.");

    static final ConfigKey<Duration> MEDIA_URL_TTL =
            SECTION.key(
                    "media.url_ttl",
                    "24h",
                    ValueType.duration(ofSeconds(1), ofDays(3650)),
                    "How long a fresh link to a picture is valid.");

    static final ConfigKey<Duration> MEDIA_RETENTION =
            SECTION.key(
                    "media.retention",
                    "7d",
                    ValueType.duration(ofSeconds(1), ofDays(3650)),
                    "How long a picture is kept. Not shorter than `media.url_ttl`.");

    static final ConfigKey<MediaLocation> MEDIA_STORE =
            SECTION.key(
                    "media.store",
                    "",
                    ValueType.mediaLocation(),
                    "Where pictures are kept: %s. Empty: `media` in the data directory."
                            .formatted(MediaStores.description()));

    /// What kinds of media stores have of their own.
    private static final List<ConfigKey<?>> MEDIA_OWN =
            MediaStores.ALL.stream()
                    .flatMap(kind -> kind.settings().stream())
                    .<ConfigKey<?>>map(ContentKeys::declared)
                    .toList();

    static final ConfigKey<Duration> OPENAI_WAIT =
            SECTION.key(
                    "openai.wait",
                    "50s",
                    ValueType.duration(ofSeconds(1), ofSeconds(50)),
                    "How long a request at `/v1` waits for its pictures before the client is told"
                            + " to come again.");

    private ContentKeys() {}

    private static <T> ConfigKey<T> declared(StoreSetting<T> setting) {
        return SECTION.key(
                setting.name(),
                setting.defaultValue(),
                new ValueType<>(setting.allowed(), setting.parser()),
                setting.description());
    }

    static MediaStores.Choice mediaStore(Settings settings) {
        return new MediaStores.Choice(
                settings.get(MEDIA_STORE),
                MEDIA_OWN.stream()
                        .map(settings::setting)
                        .collect(
                                Collectors.toMap(setting -> setting.key().name(), Setting::value)));
    }
}
