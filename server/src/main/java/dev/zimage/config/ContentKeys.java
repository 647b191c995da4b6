package dev.zimage.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;

import dev.zimage.origin.BaseUrl;
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
                    "Where pictures are kept: a folder, which servers may share, or an [S3"
                            + " bucket](#pictures-in-s3). Empty: `media` in the data directory.");

    static final ConfigKey<Optional<BaseUrl>> MEDIA_S3_ENDPOINT =
            SECTION.key(
                    "media.s3_endpoint",
                    "",
                    ValueType.publicUrl(),
                    "URL of an S3 server such as MinIO, Ceph or R2. Empty: Amazon's.");

    static final ConfigKey<Optional<String>> MEDIA_S3_REGION =
            SECTION.key(
                    "media.s3_region",
                    "",
                    ValueType.region(),
                    "Region of the bucket. Empty: the one of the AWS default chain, else"
                            + " `us-east-1` where `media.s3_endpoint` is set.");

    static final ConfigKey<Boolean> MEDIA_S3_PATH_STYLE =
            SECTION.key(
                    "media.s3_path_style",
                    "false",
                    ValueType.trueOrFalse(),
                    "Whether URLs name the bucket in their path, as MinIO and Ceph usually want"
                            + " it, or in their host.");

    static final ConfigKey<Duration> OPENAI_WAIT =
            SECTION.key(
                    "openai.wait",
                    "50s",
                    ValueType.duration(ofSeconds(1), ofSeconds(50)),
                    "How long a request at `/v1` waits for its pictures before the client is told"
                            + " to come again.");

    private ContentKeys() {}
}
