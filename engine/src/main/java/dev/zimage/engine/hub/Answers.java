package dev.zimage.engine.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Tells from an answer, or from its absence, whether to go on, to try again or to give up.
final class Answers {

    private static final Duration LONGEST_ASKED_WAIT = Duration.ofMinutes(15);
    private static final int LONGEST_ERROR = 16 << 10;
    private static final int LONGEST_QUOTE = 200;

    /// The header that Hugging Face sends: what is left of a window, and the seconds until the
    /// next.
    private static final Pattern RATE_LIMIT =
            Pattern.compile("r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,9})");

    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    /// Returns when the answer is a 200 or 206.
    ///
    /// @param what was asked for, for the message
    /// @throws Setback when it may go better later
    /// @throws PullException when it will not
    static void requireSuccess(Answer answer, String what) throws IOException, PullException {
        int status = answer.status();
        if (status == 200 || status == 206) {
            return;
        }
        String host = answer.uri().getHost();
        String said = said(answer);
        if (status == 408 || status == 429 || status >= 500) {
            throw new Setback(host + " answers " + status + said, askedWait(answer));
        }
        if (!answer.fromHub()) { // a signed link that has run out: the hub gives a fresh one
            throw new Setback(host + " answers " + status);
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

    private static Duration askedWait(Answer answer) throws PullException {
        Duration wait = retryAfter(answer.header("Retry-After"));
        Matcher limit = RATE_LIMIT.matcher(answer.header("RateLimit"));
        if (wait.isZero() && answer.status() == 429 && limit.find()) {
            wait = Duration.ofSeconds(Long.parseLong(limit.group(1)) + 1);
        }
        if (wait.compareTo(LONGEST_ASKED_WAIT) > 0) {
            throw new PullException(
                    PullException.Kind.UNREACHABLE,
                    "%s asks to come again in %d minutes"
                            .formatted(answer.uri().getHost(), wait.toMinutes()));
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
    private static String said(Answer answer) {
        String words = answer.header("X-Error-Message");
        if (words.isEmpty()) {
            try {
                words = JSON.readTree(answer.bytes(LONGEST_ERROR)).path("Message").asString("");
            } catch (IOException | JacksonException e) {
                words = "";
            }
        }
        return words.isBlank() ? "" : ": " + quoted(words);
    }

    /// Words of a stranger, on one line.
    static String quoted(String words) {
        String plain = words.replaceAll("[\\p{Cc}\\p{Cf}]", " ").strip();
        return plain.length() <= LONGEST_QUOTE ? plain : plain.substring(0, LONGEST_QUOTE) + "…";
    }
}
