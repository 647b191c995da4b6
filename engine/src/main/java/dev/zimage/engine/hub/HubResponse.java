package dev.zimage.engine.hub;

import dev.zimage.engine.ForeignText;
import dev.zimage.engine.hub.TransferPolicy.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The response of a hub. The caller closes it.
///
/// @param uri that gave it, after all redirects
/// @param fromHub whether that is the hub itself, not where it redirected to
/// @param linkedEtag the SHA-256 that the hub's redirect announced, null for none
/// @param timeout how long a short body may take
record HubResponse(
        URI uri,
        int status,
        HttpHeaders headers,
        InputStream body,
        boolean fromHub,
        @Nullable String linkedEtag,
        Duration timeout)
        implements AutoCloseable {

    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(15);
    private static final int LONGEST_JSON = 16 << 20;
    private static final int LONGEST_ERROR = 16 << 10;
    private static final int LONGEST_QUOTE = 200;

    /// The header that Hugging Face sends: what is left of a window, and the seconds until the
    /// next.
    private static final Pattern RATE_LIMIT =
            Pattern.compile("r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,9})");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_REST = 64 << 10;

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The whole body.
    ///
    /// @throws IOException when it is longer than the limit, breaks off, or takes too long
    byte[] bytes(int limit) throws IOException {
        byte[] bytes = read(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("the answer is longer than " + limit + " bytes");
        }
        return bytes;
    }

    /// Reads, and cuts the connection when that takes too long: the client itself waits for the
    /// head of an answer only.
    private byte[] read(int limit) throws IOException {
        CompletableFuture<Void> cut =
                CompletableFuture.runAsync(
                        this::cut,
                        CompletableFuture.delayedExecutor(
                                timeout.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return body.readNBytes(limit);
        } finally {
            cut.cancel(false);
        }
    }

    private void cut() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a short remainder, so that the connection can be reused.
    void drain() throws IOException {
        read(LONGEST_REST);
        close();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /// Returns when the answer is a 200 or 206.
    ///
    /// @param what was asked for, for the message
    /// @throws TemporaryFailure when a retry may succeed
    /// @throws PullException when none can
    void requireSuccess(String what) throws IOException, PullException {
        if (status == 200 || status == 206) {
            return;
        }
        String host = uri.getHost();
        String said = said();
        if (status == 408 || status == 429 || status >= 500) {
            throw new TemporaryFailure(host + " answers " + status + said, askedWait());
        }
        if (!fromHub) { // a signed link that has run out: the hub gives a fresh one
            throw new TemporaryFailure(host + " answers " + status);
        }
        throw switch (status) {
            case 401, 403 ->
                    new PullException(
                            PullException.Kind.NOT_ALLOWED,
                            host + " does not give us " + what + " (" + status + said + ")");
            case 404, 410 ->
                    new PullException(
                            PullException.Kind.NOT_FOUND, host + " has no " + what + said);
            case 416 ->
                    new PullException(
                            PullException.Kind.WRONG_CONTENT,
                            what + " is not as long as " + host + " had announced");
            default ->
                    new PullException(
                            PullException.Kind.UNREACHABLE,
                            host + " answers " + status + " for " + what + said);
        };
    }

    /// What to say of a failed connection.
    ///
    /// @throws PullException when no further try can help
    static String reason(IOException failure) throws PullException {
        if (causes(failure).anyMatch(CertificateException.class::isInstance)) {
            throw new PullException(
                    PullException.Kind.UNREACHABLE,
                    "the certificate that answers is not one that Java trusts ("
                            + failure.getMessage()
                            + ")",
                    failure);
        }
        if (causes(failure).anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "the name of the host cannot be resolved";
        }
        return switch (failure) {
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "no connection";
            default -> Objects.requireNonNullElse(failure.getMessage(), "the connection broke");
        };
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }

    private Duration askedWait() throws PullException {
        Duration wait = retryAfter(header("Retry-After"));
        Matcher limit = RATE_LIMIT.matcher(header("RateLimit"));
        if (wait.isZero() && status == 429 && limit.find()) {
            wait = Duration.ofSeconds(Long.parseLong(limit.group(1)) + 1);
        }
        if (wait.compareTo(LONGEST_ASKED_WAIT) > 0) {
            throw new PullException(
                    PullException.Kind.UNREACHABLE,
                    "%s asks to come again in %d minutes"
                            .formatted(uri.getHost(), wait.toMinutes()));
        }
        return wait;
    }

    /// Seconds or a date (RFC 9110, 10.2.3); zero for neither.
    private static Duration retryAfter(String value) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    /// The hub's own words: a header of Hugging Face's, a member of ModelScope's envelope.
    private String said() {
        String words = header("X-Error-Message");
        if (words.isEmpty()) {
            try {
                words = JSON.readTree(bytes(LONGEST_ERROR)).path("Message").asString("");
            } catch (IOException | JacksonException e) {
                words = "";
            }
        }
        return words.isBlank() ? "" : ": " + quoted(words);
    }

    /// Text from a server, on one line.
    static String quoted(String words) {
        return ForeignText.line(words, LONGEST_QUOTE);
    }

    /// The body of a good answer as JSON, which may be anything.
    JsonNode json(String what) throws IOException, PullException {
        requireSuccess(what);
        try {
            return JSON.readTree(bytes(LONGEST_JSON));
        } catch (JacksonException e) {
            throw new PullException(
                    PullException.Kind.NOT_FOUND,
                    uri.getHost()
                            + " answers with something that is not JSON; is it a hub of this kind?",
                    e);
        }
    }
}
