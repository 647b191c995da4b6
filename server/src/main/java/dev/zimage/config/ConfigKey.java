package dev.zimage.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.zimage.origin.AddressRange;
import dev.zimage.origin.BaseUrl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One setting: its name, its default, what it means and which values are allowed. The constants
/// are all there are; parsing, the rendering of the settings in force and the table in
/// `docs/configuration.md` follow them.
///
/// @param <T> the type of its values
public final class ConfigKey<T> {

    static final ConfigKey<String> SERVER_HOST =
            new ConfigKey<>(
                    "server.host",
                    "127.0.0.1",
                    ValueType.host(),
                    "Address to listen on. `0.0.0.0` or `::` listens on all.");
    static final ConfigKey<Integer> SERVER_PORT =
            new ConfigKey<>(
                    "server.port",
                    "8080",
                    ValueType.wholeNumber(0, 65_535),
                    "TCP port. `0` takes any that is free.");
    static final ConfigKey<Optional<BaseUrl>> SERVER_PUBLIC_URL =
            new ConfigKey<>(
                    "server.public_url",
                    "",
                    ValueType.publicUrl(),
                    "URL under which clients reach the service; links to pictures begin with it."
                            + " Empty: taken from each request.");
    static final ConfigKey<List<AddressRange>> SERVER_TRUSTED_PROXIES =
            new ConfigKey<>(
                    "server.trusted_proxies",
                    "",
                    ValueType.addressRanges(),
                    "Proxies whose forwarded headers are believed.");
    static final ConfigKey<Duration> SERVER_SHUTDOWN_GRACE =
            new ConfigKey<>(
                    "server.shutdown_grace",
                    "30s",
                    ValueType.duration(Duration.ZERO, ofMinutes(10)),
                    "How long running tasks may go on after SIGTERM.");

    static final ConfigKey<EngineChoice> ENGINE_NAME =
            new ConfigKey<>(
                    "engine.name",
                    "auto",
                    ValueType.oneOf(EngineChoice.class),
                    "Engine that draws. `auto` takes the best that is installed.");
    static final ConfigKey<Integer> ENGINE_WORKERS =
            new ConfigKey<>(
                    "engine.workers",
                    "0",
                    ValueType.wholeNumber(0, 64),
                    "Pictures that are drawn at once. `0`: one with the model, which takes all"
                            + " processors; one for each processor with `sketch`.");
    static final ConfigKey<Optional<Path>> ENGINE_WEIGHTS =
            new ConfigKey<>(
                    "engine.weights",
                    "",
                    ValueType.folder(),
                    "Folder of the model. Empty: `models/z-image-turbo` in the data directory,"
                            + " where `zimage pull` puts it.");
    static final ConfigKey<Optional<Path>> ENGINE_CACHE =
            new ConfigKey<>(
                    "engine.cache",
                    "",
                    ValueType.folder(),
                    "Folder for weights as they are computed with; made once for each precision."
                            + " Empty: `prepared` in the model's folder, or where that cannot be"
                            + " written, `cache` in the data directory.");
    static final ConfigKey<PrecisionChoice> ENGINE_PRECISION =
            new ConfigKey<>(
                    "engine.precision",
                    "auto",
                    ValueType.oneOf(PrecisionChoice.class),
                    "How the model's linear layers are computed. `auto`: `int8` where the processor"
                            + " has instructions for it, else `q8`.");
    static final ConfigKey<Integer> ENGINE_PIXELS =
            new ConfigKey<>(
                    "engine.pixels",
                    "1048576",
                    ValueType.wholeNumber(65_536, 1_048_576),
                    "Most pixels of a picture, for slow machines: each aspect ratio has the"
                            + " [largest size](#sizes-of-pictures) that has no more.");
    static final ConfigKey<Integer> ENGINE_STEPS =
            new ConfigKey<>(
                    "engine.steps",
                    "8",
                    ValueType.wholeNumber(1, 100),
                    "Steps from noise to a picture with the model.");
    static final ConfigKey<Integer> ENGINE_THREADS =
            new ConfigKey<>(
                    "engine.threads",
                    "0",
                    ValueType.wholeNumber(0, 1024),
                    "Threads that compute one picture with the model. `0`: one for each"
                            + " processor.");
    static final ConfigKey<TextEncoderChoice> ENGINE_TEXT_ENCODER =
            new ConfigKey<>(
                    "engine.text_encoder",
                    "auto",
                    ValueType.oneOf(TextEncoderChoice.class),
                    "Whether the model's text encoder stays loaded, which takes memory, or is"
                            + " loaded for each new prompt. `auto`: it stays where there is room.");
    static final ConfigKey<Integer> ENGINE_MEMORY_MB =
            new ConfigKey<>(
                    "engine.memory_mb",
                    "0",
                    ValueType.wholeNumber(0, 100_000_000),
                    "Memory that the model may use, in MB; a picture that needs more is refused."
                            + " `0`: all of the machine's.");

    static final ConfigKey<Optional<BaseUrl>> HUB_URL =
            new ConfigKey<>(
                    "hub.url",
                    "",
                    ValueType.publicUrl(),
                    "Hub that `zimage pull` asks for models. Empty: `HF_ENDPOINT`, else Hugging"
                            + " Face.");
    static final ConfigKey<Optional<Path>> HUB_TOKEN_FILE =
            new ConfigKey<>(
                    "hub.token_file",
                    "",
                    ValueType.file(),
                    "File with the token that this hub wants.");

    static final ConfigKey<BigDecimal> PRICE_Z_IMAGE =
            new ConfigKey<>(
                    "price.z-image",
                    "0.004",
                    ValueType.usd(),
                    "Price of a `z-image` picture in USD. A credit is 0.001 USD; the price in"
                            + " credits is rounded up.");
    static final ConfigKey<Long> ACCOUNT_INITIAL_CREDITS =
            new ConfigKey<>(
                    "account.initial_credits",
                    "10000",
                    ValueType.largeNumber(0, 1_000_000_000_000L),
                    "Credits of the account that the first start makes.");

    static final ConfigKey<Integer> LIMITS_REQUESTS_PER_MINUTE =
            new ConfigKey<>(
                    "limits.requests_per_minute",
                    "3000",
                    ValueType.wholeNumber(1, 1_000_000),
                    "Requests of an account in a minute.");
    static final ConfigKey<Integer> LIMITS_TASKS_IN_FLIGHT =
            new ConfigKey<>(
                    "limits.tasks_in_flight",
                    "1000",
                    ValueType.wholeNumber(1, 1_000_000),
                    "Tasks of an account that are queued or running at once.");
    static final ConfigKey<Integer> LIMITS_CONNECTIONS =
            new ConfigKey<>(
                    "limits.connections",
                    "10000",
                    ValueType.wholeNumber(1, 1_000_000),
                    "Connections of all clients that are open at once. Further ones wait.");
    static final ConfigKey<Integer> QUEUE_CAPACITY =
            new ConfigKey<>(
                    "queue.capacity",
                    "10000",
                    ValueType.wholeNumber(1, 10_000_000),
                    "Tasks of all accounts that may wait at once.");

    static final ConfigKey<Integer> EVENTS_STREAMS =
            new ConfigKey<>(
                    "events.streams",
                    "2000",
                    ValueType.wholeNumber(0, 1_000_000),
                    "Event streams of an account that are open at once.");
    static final ConfigKey<Duration> EVENTS_HEARTBEAT =
            new ConfigKey<>(
                    "events.heartbeat",
                    "15s",
                    ValueType.duration(ofSeconds(1), ofSeconds(25)),
                    "How long an event stream is silent before it shows that it lives.");

    static final ConfigKey<Duration> TASK_LEASE =
            new ConfigKey<>(
                    "task.lease",
                    "30s",
                    ValueType.duration(ofSeconds(1), ofMinutes(10)),
                    "How long a worker owns a task without a sign of life.");
    static final ConfigKey<Integer> TASK_ATTEMPTS =
            new ConfigKey<>(
                    "task.attempts",
                    "3",
                    ValueType.wholeNumber(1, 10),
                    "Workers that a task may lose before it fails.");
    static final ConfigKey<Duration> TASK_TIMEOUT =
            new ConfigKey<>(
                    "task.timeout",
                    "1h",
                    ValueType.duration(ofSeconds(1), ofHours(24)),
                    "Longest time to draw a picture.");

    static final ConfigKey<Boolean> WEBHOOKS_ALLOW_PRIVATE =
            new ConfigKey<>(
                    "webhooks.allow_private",
                    "false",
                    ValueType.trueOrFalse(),
                    "Whether webhooks may go to `http` URLs and to addresses that are not public."
                            + " For development only.");
    static final ConfigKey<Duration> WEBHOOKS_RETENTION =
            new ConfigKey<>(
                    "webhooks.retention",
                    "7d",
                    ValueType.duration(ofHours(1), ofDays(3650)),
                    "How long deliveries are listed after their end.");

    static final ConfigKey<CheckMode> CONTENT_CHECK_MODE =
            new ConfigKey<>(
                    "content_check.mode",
                    "on-request",
                    ValueType.oneOf(CheckMode.class),
                    "Which orders the [content check](moderation.md) looks at: those that ask with"
                            + " `nsfw_checker` and those of accounts that are always checked, or"
                            + " all.");
    static final ConfigKey<Double> CONTENT_CHECK_PICTURE_THRESHOLD =
            new ConfigKey<>(
                    "content_check.picture_threshold",
                    "0.6",
                    ValueType.likelihood(),
                    "How likely a picture has to be pornographic to be refused.");
    static final ConfigKey<Optional<Path>> CONTENT_CHECK_ALLOW_FILE =
            new ConfigKey<>(
                    "content_check.allow_file",
                    "",
                    ValueType.file(),
                    "File of words that are harmless in prompts here, one a line. Read at the"
                            + " start.");
    static final ConfigKey<Optional<Path>> CONTENT_CHECK_DENY_FILE =
            new ConfigKey<>(
                    "content_check.deny_file",
                    "",
                    ValueType.file(),
                    "File of words that checked prompts may not have, one a line. Read at the"
                            + " start.");

    static final ConfigKey<Duration> MEDIA_URL_TTL =
            new ConfigKey<>(
                    "media.url_ttl",
                    "24h",
                    ValueType.duration(ofSeconds(1), ofDays(3650)),
                    "How long a fresh link to a picture is valid.");
    static final ConfigKey<Duration> MEDIA_RETENTION =
            new ConfigKey<>(
                    "media.retention",
                    "7d",
                    ValueType.duration(ofSeconds(1), ofDays(3650)),
                    "How long a picture is kept. Not shorter than `media.url_ttl`.");

    static final ConfigKey<Duration> OPENAI_WAIT =
            new ConfigKey<>(
                    "openai.wait",
                    "50s",
                    ValueType.duration(ofSeconds(1), ofSeconds(50)),
                    "How long a request at `/v1` waits for its pictures before the client is told"
                            + " to come again.");

    static final ConfigKey<LogLevel> LOG_LEVEL =
            new ConfigKey<>(
                    "log.level",
                    "info",
                    ValueType.oneOf(LogLevel.class),
                    "The least weighty messages that are logged.");
    static final ConfigKey<LogFormat> LOG_FORMAT =
            new ConfigKey<>(
                    "log.format",
                    "text",
                    ValueType.oneOf(LogFormat.class),
                    "Lines for people, or a JSON object a line.");
    static final ConfigKey<Boolean> LOG_REQUESTS =
            new ConfigKey<>(
                    "log.requests",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether each request is logged, as a line at `info`.");
    static final ConfigKey<Boolean> METRICS_ENABLED =
            new ConfigKey<>(
                    "metrics.enabled",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether `/metrics` answers.");

    private static final List<ConfigKey<?>> ALL =
            List.of(
                    SERVER_HOST,
                    SERVER_PORT,
                    SERVER_PUBLIC_URL,
                    SERVER_TRUSTED_PROXIES,
                    SERVER_SHUTDOWN_GRACE,
                    ENGINE_NAME,
                    ENGINE_WORKERS,
                    ENGINE_WEIGHTS,
                    ENGINE_CACHE,
                    ENGINE_PRECISION,
                    ENGINE_PIXELS,
                    ENGINE_STEPS,
                    ENGINE_THREADS,
                    ENGINE_TEXT_ENCODER,
                    ENGINE_MEMORY_MB,
                    HUB_URL,
                    HUB_TOKEN_FILE,
                    PRICE_Z_IMAGE,
                    ACCOUNT_INITIAL_CREDITS,
                    LIMITS_REQUESTS_PER_MINUTE,
                    LIMITS_TASKS_IN_FLIGHT,
                    LIMITS_CONNECTIONS,
                    QUEUE_CAPACITY,
                    EVENTS_STREAMS,
                    EVENTS_HEARTBEAT,
                    TASK_LEASE,
                    TASK_ATTEMPTS,
                    TASK_TIMEOUT,
                    WEBHOOKS_ALLOW_PRIVATE,
                    WEBHOOKS_RETENTION,
                    CONTENT_CHECK_MODE,
                    CONTENT_CHECK_PICTURE_THRESHOLD,
                    CONTENT_CHECK_ALLOW_FILE,
                    CONTENT_CHECK_DENY_FILE,
                    MEDIA_URL_TTL,
                    MEDIA_RETENTION,
                    OPENAI_WAIT,
                    LOG_LEVEL,
                    LOG_FORMAT,
                    LOG_REQUESTS,
                    METRICS_ENABLED);

    private final String name;
    private final String defaultValue;
    private final ValueType<T> type;
    private final String description;

    private ConfigKey(String name, String defaultValue, ValueType<T> type, String description) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.type = type;
        this.description = description;
    }

    /// All settings, in the order of the documentation.
    public static List<ConfigKey<?>> all() {
        return ALL;
    }

    /// The name in files and messages, for example `server.port`.
    public String name() {
        return name;
    }

    /// The name in the environment, for example `ZIMAGE_SERVER_PORT`.
    public String environmentName() {
        return ConfigSources.PREFIX
                + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /// The value where none is given, as one would write it.
    public String defaultValue() {
        return defaultValue;
    }

    /// What the setting means: Markdown, one line.
    public String description() {
        return description;
    }

    /// Which values it takes, for example `a whole number from 0 to 65535`.
    public String allowed() {
        return type.allowed();
    }

    ValueType<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
