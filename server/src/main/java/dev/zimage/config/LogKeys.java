package dev.zimage.config;

import java.time.Duration;

/// The settings of what the operator sees.
final class LogKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<LogLevel> LEVEL =
            SECTION.key(
                    "log.level",
                    "info",
                    ValueType.oneOf(LogLevel.class),
                    "The least severe messages that are logged.");

    static final ConfigKey<LogFormat> FORMAT =
            SECTION.key(
                    "log.format",
                    "text",
                    ValueType.oneOf(LogFormat.class),
                    "Lines for people, or a JSON object a line.");

    static final ConfigKey<Boolean> REQUESTS =
            SECTION.key(
                    "log.requests",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether each request is logged, as a line at `info`.");

    static final ConfigKey<Boolean> METRICS_ENABLED =
            SECTION.key(
                    "metrics.enabled",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether `/metrics` answers.");

    static final ConfigKey<Duration> AUDIT_RETENTION =
            SECTION.key(
                    "audit.retention",
                    "365d",
                    ValueType.duration(Duration.ofDays(1), Duration.ofDays(3650)),
                    "How long entries of the [audit log](audit.md) are kept.");

    static final ConfigKey<Boolean> REQUESTS_ENABLED =
            SECTION.key(
                    "requests.enabled",
                    "true",
                    ValueType.trueOrFalse(),
                    "Whether recent API requests are recorded, for the console's page of"
                            + " [requests](observability.md#requests).");

    static final ConfigKey<Duration> REQUESTS_RETENTION =
            SECTION.key(
                    "requests.retention",
                    "24h",
                    ValueType.duration(Duration.ofMinutes(1), Duration.ofDays(90)),
                    "How long recorded requests are kept.");

    static final ConfigKey<Integer> REQUESTS_ROWS =
            SECTION.key(
                    "requests.rows",
                    "100000",
                    ValueType.wholeNumber(1_000, 1_000_000),
                    "How many recorded requests are kept, the newest; each takes some 200 bytes of"
                            + " the database.");

    private LogKeys() {}
}
