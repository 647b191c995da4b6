package dev.zimage.config;

import static java.time.Duration.ofMinutes;

import dev.zimage.origin.AddressRange;
import dev.zimage.origin.BaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of where the service listens, and under which URL clients reach it.
final class ServerKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<ProcessRole> ROLE =
            SECTION.key(
                    "server.role",
                    "all",
                    ValueType.oneOf(ProcessRole.class),
                    "What this process does: take orders and draw, or one of both, as one of"
                            + " [many processes](scaling.md#roles).");

    static final ConfigKey<String> HOST =
            SECTION.key(
                    "server.host",
                    "127.0.0.1",
                    ValueType.host(),
                    "Address to listen on. `0.0.0.0` or `::` listens on all.");

    static final ConfigKey<Integer> PORT =
            SECTION.key(
                    "server.port",
                    "8080",
                    ValueType.wholeNumber(0, 65_535),
                    "TCP port. `0` takes any that is free.");

    static final ConfigKey<Optional<BaseUrl>> PUBLIC_URL =
            SECTION.key(
                    "server.public_url",
                    "",
                    ValueType.publicUrl(),
                    "URL under which clients reach the service; links to pictures begin with it."
                            + " Empty: taken from each request.");

    static final ConfigKey<List<AddressRange>> TRUSTED_PROXIES =
            SECTION.key(
                    "server.trusted_proxies",
                    "",
                    ListType.addressRanges(),
                    "Proxies whose forwarded headers are believed.");

    static final ConfigKey<Duration> SHUTDOWN_GRACE =
            SECTION.key(
                    "server.shutdown_grace",
                    "30s",
                    ValueType.duration(Duration.ZERO, ofMinutes(10)),
                    "How long running tasks may go on after SIGTERM.");

    private ServerKeys() {}
}
