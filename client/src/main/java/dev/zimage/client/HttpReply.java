package dev.zimage.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/// A response whose body has been read completely.
final class HttpReply {

    private static final long LONGEST_PAUSE = Duration.ofDays(1).toSeconds();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    HttpReply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /// The delay in `Retry-After`, if it is in seconds, as the API sends it.
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(value))));
    }

    /// Whether `x-should-retry` says that the same request will fail until a person has fixed the
    /// cause.
    boolean isNotToBeRetried() {
        return headers.firstValue("x-should-retry")
                .map(String::strip)
                .filter("false"::equalsIgnoreCase)
                .isPresent();
    }
}
