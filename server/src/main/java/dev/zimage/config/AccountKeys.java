package dev.zimage.config;

import java.math.BigDecimal;
import java.time.Duration;

/// The settings of prices, credits and limits.
final class AccountKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<BigDecimal> PRICE_Z_IMAGE =
            SECTION.key(
                    "price.z-image",
                    "0.004",
                    ValueType.usd(),
                    "The former name of `models.z-image.price`, which counts where both are set.");

    static final ConfigKey<Long> ACCOUNT_INITIAL_CREDITS =
            SECTION.key(
                    "account.initial_credits",
                    "10000",
                    ValueType.largeNumber(0, 1_000_000_000_000L),
                    "Credits of the account that the first start makes.");

    static final ConfigKey<Long> CREDITS_LOW_BALANCE =
            SECTION.key(
                    "credits.low_balance",
                    "400",
                    ValueType.largeNumber(0, 1_000_000_000_000L),
                    "Balance below which an account is notified, `0` for never.");

    static final ConfigKey<Integer> LIMITS_REQUESTS_PER_MINUTE =
            SECTION.key(
                    "limits.requests_per_minute",
                    "3000",
                    ValueType.wholeNumber(1, 1_000_000),
                    "Requests of an account in a minute.");

    static final ConfigKey<Integer> LIMITS_TASKS_IN_FLIGHT =
            SECTION.key(
                    "limits.tasks_in_flight",
                    "1000",
                    ValueType.wholeNumber(1, 1_000_000),
                    "Tasks of an account that are queued or running at once.");

    static final ConfigKey<Integer> LIMITS_CONNECTIONS =
            SECTION.key(
                    "limits.connections",
                    "10000",
                    ValueType.wholeNumber(1, 1_000_000),
                    "Connections of all clients that are open at once. Further ones wait.");

    static final ConfigKey<Integer> QUEUE_CAPACITY =
            SECTION.key(
                    "queue.capacity",
                    "10000",
                    ValueType.wholeNumber(1, 10_000_000),
                    "Tasks of all accounts that may wait at once.");

    static final ConfigKey<Duration> QUEUE_PATIENCE =
            SECTION.key(
                    "queue.patience",
                    "10m",
                    ValueType.duration(Duration.ZERO, Duration.ofHours(24)),
                    "How long orders are taken after the last heartbeat of a worker, where other"
                            + " processes draw.");

    private AccountKeys() {}
}
