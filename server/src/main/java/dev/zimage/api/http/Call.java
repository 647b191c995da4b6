package dev.zimage.api.http;

import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.RequestOrigin;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/// One request, as the handlers see it. Used by the thread that serves it.
public final class Call {

    static final int BODY_LIMIT = 64 * 1024;
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    private final HttpServletRequest request;
    private final Map<String, String> pathParameters;
    private final RequestState state;
    private @Nullable Map<String, List<String>> query;

    /// @param pathParameters by name, percent-encoded as they were sent
    Call(HttpServletRequest request, Map<String, String> pathParameters, RequestState state) {
        this.request = request;
        this.pathParameters = pathParameters;
        this.state = state;
    }

    public String requestId() {
        return state.requestId();
    }

    /// Who calls; only where the route asks for a key.
    public Caller caller() {
        return Objects.requireNonNull(state.caller(), "the route has no authentication");
    }

    /// Notes the task that this request ordered, for the history of requests.
    public void ordered(String task) {
        state.ordered(task);
    }

    /// Notes an error that the answer names without being a [Refusal], for the history of requests.
    public void failed(ErrorCode code) {
        state.failed(code);
    }

    public String method() {
        return request.getMethod();
    }

    public String path() {
        return request.getRequestURI();
    }

    /// @throws Refusal when it is not UTF-8 in percent-encoding
    public String pathParameter(String name) {
        String encoded = Objects.requireNonNull(pathParameters.get(name), name);
        return PercentEncoding.decode(encoded)
                .orElseThrow(() ->
                        new Refusal(
                                ErrorCode.PARAMETER_INVALID,
                                "The path is not UTF-8 in percent-encoding; write % as %25"));
    }

    /// The value of a header; of several lines, all values in order with commas between, which is
    /// what they mean together.
    public Optional<String> header(String name) {
        return Optional.ofNullable(header(request, name));
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        String first = request.getHeader(name);
        if (first == null) {
            return null;
        }
        List<String> lines = Collections.list(request.getHeaders(name));
        return lines.size() == 1 ? first : String.join(", ", lines);
    }

    /// The lines of a header, each as it was sent: for one whose values may have commas in them.
    public List<String> headerLines(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /// A header that must not stand there twice.
    ///
    /// @throws Refusal when it does
    public Optional<String> singleHeader(String name) {
        if (headerLines(name).size() > 1) {
            throw new Refusal(ErrorCode.PARAMETER_INVALID, "Send the header " + name + " once");
        }
        return header(name);
    }

    /// A parameter of the query.
    ///
    /// @throws Refusal when it stands there twice, or the query is not in percent-encoding
    public Optional<String> query(String name) {
        List<String> values = query().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new Refusal(
                    ErrorCode.PARAMETER_INVALID, "Give the query parameter " + name + " once");
        }
        return values.stream().findFirst();
    }

    /// Refuses query parameters that mean nothing here: one that is misspelt must not be ignored.
    public void allowQuery(Set<String> known) {
        for (String name : query().keySet()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        ErrorCode.PARAMETER_UNKNOWN,
                        Spelling.unknown("query parameter", name, known));
            }
        }
    }

    private Map<String, List<String>> query() {
        Map<String, List<String>> read = query;
        if (read == null) {
            read = QueryParameters.parse(request.getQueryString());
            query = read;
        }
        return read;
    }

    /// The body, which must be JSON by its content type.
    ///
    /// @throws Refusal when it is too large, says it is something else, or does not come
    public byte[] jsonBody() {
        return jsonBody(new LargeBodies.Permit(BODY_LIMIT, null));
    }

    /// The same with a permit for a larger one.
    public byte[] jsonBody(LargeBodies.Permit permit) {
        String type = header("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(Answer.JSON)) {
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    415,
                    "Send the body as JSON, with the header Content-Type: application/json");
        }
        return body(permit);
    }

    /// A body of any type.
    ///
    /// @throws Refusal when it is too large, is compressed, or does not come
    public byte[] body(LargeBodies.Permit permit) {
        if (header("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    415,
                    "Send the body as it is, without Content-Encoding");
        }
        long length = request.getContentLengthLong();
        if (length > permit.limit()) {
            throw tooLarge(permit.limit());
        }
        return read(length < 0 ? BODY_LIMIT : (int) Math.min(length, BODY_LIMIT), permit.limit());
    }

    /// Whether the body cannot be larger than one without pictures may be.
    boolean hasSmallBody() {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= BODY_LIMIT;
    }

    /// @throws Refusal when it is larger than one without pictures may be
    public static void requireSmall(byte[] body) {
        if (body.length > BODY_LIMIT) {
            throw tooLarge(BODY_LIMIT);
        }
    }

    /// Reads the body, for as long as a body may take: a client that sends a byte a second must not
    /// hold its request open for hours.
    ///
    /// @param expected the initial capacity in bytes
    /// @param limit bytes that the body may have
    private byte[] read(int expected, int limit) {
        byte[] buffer = new byte[expected + 1];
        long start = System.nanoTime();
        BodyLimitParser parser = BodyLimitConnections.parserOf(request);
        parser.limit(limit);
        try (ServletInputStream stream = request.getInputStream()) {
            int length = 0;
            for (int read; (read = stream.read(buffer, length, buffer.length - length)) > 0; ) {
                length += read;
                if (length > limit) {
                    throw tooLarge(limit);
                }
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, Math.min(2 * length, limit + 1));
                }
                if (System.nanoTime() - start > BODY_TIME.toNanos()) {
                    throw notWhole();
                }
            }
            return Arrays.copyOf(buffer, length);
        } catch (IOException e) {
            throw parser.isOverLimit() ? tooLarge(limit) : notWhole();
        }
    }

    private static Refusal notWhole() {
        return new Refusal(
                        ErrorCode.NOT_A_JSON_OBJECT,
                        "The body did not arrive whole: it ended early, its chunks are not"
                                + " valid, or it took longer than %d seconds"
                                        .formatted(BODY_TIME.toSeconds()))
                .with("Connection", "close");
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(
                        ErrorCode.BODY_TOO_LARGE,
                        "The body is larger than " + limit + " bytes; send a smaller one")
                .with("Connection", "close");
    }

    /// Where the request came from, for the building of absolute links.
    public RequestOrigin origin() {
        return originOf(request);
    }

    /// The scheme is that of the connection: a client may write any other into its request target.
    static RequestOrigin originOf(HttpServletRequest request) {
        boolean secure =
                ServletContextRequest.getServletContextRequest(request)
                        .getConnectionMetaData()
                        .isSecure();
        return RequestOrigin.of(
                request.getRemoteAddr(), secure ? "https" : "http", name -> header(request, name));
    }
}
