package dev.zimage.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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

    static final ConfigKey<Duration> OPENAI_WAIT =
            SECTION.key(
                    "openai.wait",
                    "50s",
                    ValueType.duration(ofSeconds(1), ofSeconds(50)),
                    "How long a request at `/v1` waits for its pictures before the client is told"
                            + " to come again.");

    private ContentKeys() {}
}
