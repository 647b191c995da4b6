package dev.zimage.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;

/// The settings of how tasks are run, watched and reported.
final class TaskKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<Integer> EVENTS_STREAMS =
            SECTION.key(
                    "events.streams",
                    "2000",
                    ValueType.wholeNumber(0, 1_000_000),
                    "Event streams of an account that are open at once.");

    static final ConfigKey<Duration> EVENTS_HEARTBEAT =
            SECTION.key(
                    "events.heartbeat",
                    "15s",
                    ValueType.duration(ofSeconds(1), ofSeconds(25)),
                    "How long an event stream is silent before it sends a heartbeat.");

    static final ConfigKey<Duration> TASK_LEASE =
            SECTION.key(
                    "task.lease",
                    "30s",
                    ValueType.duration(ofSeconds(1), ofMinutes(10)),
                    "How long a worker owns a task without renewing its claim.");

    static final ConfigKey<Integer> TASK_ATTEMPTS =
            SECTION.key(
                    "task.attempts",
                    "3",
                    ValueType.wholeNumber(1, 10),
                    "Workers that a task may lose before it fails.");

    static final ConfigKey<Duration> TASK_TIMEOUT =
            SECTION.key(
                    "task.timeout",
                    "1h",
                    ValueType.duration(ofSeconds(1), ofHours(24)),
                    "Longest time to draw a picture.");

    static final ConfigKey<Duration> TASK_LONGEST_WAIT =
            SECTION.key(
                    "task.longest_wait",
                    "24h",
                    ValueType.duration(ofSeconds(1), ofDays(365)),
                    "How old a task may get if its engine cannot take it. Then it fails and is"
                            + " refunded. Behind other tasks it may wait longer.");

    static final ConfigKey<Boolean> WEBHOOKS_ALLOW_PRIVATE =
            SECTION.key(
                    "webhooks.allow_private",
                    "false",
                    ValueType.trueOrFalse(),
                    "Whether webhooks may go to `http` URLs and to addresses that are not public."
                            + " For development only.");

    static final ConfigKey<Duration> WEBHOOKS_RETENTION =
            SECTION.key(
                    "webhooks.retention",
                    "7d",
                    ValueType.duration(ofHours(1), ofDays(3650)),
                    "How long deliveries are listed after their end.");

    private TaskKeys() {}
}
