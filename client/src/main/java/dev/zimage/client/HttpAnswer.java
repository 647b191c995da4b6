package dev.zimage.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/// An answer whose body was read to its end.
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {

    private static final long LONGEST_PAUSE = Duration.ofDays(1).toSeconds();

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /// What `Retry-After` asks for, where it gives seconds, as the API does.
    Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(value))));
    }
}
