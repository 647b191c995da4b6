package dev.zimage.api;

import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.RequestOrigin;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request, as the handlers see it. Used by the thread that serves it.
public final class Call {

    static final int BODY_LIMIT = 64 * 1024;
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    private final Context context;
    private final String requestId;
    private final @Nullable Caller caller;

    Call(Context context, String requestId, @Nullable Caller caller) {
        this.context = context;
        this.requestId = requestId;
        this.caller = caller;
    }

    public String requestId() {
        return requestId;
    }

    /// Who calls; only where the route asks for a key.
    public Caller caller() {
        return Objects.requireNonNull(caller, "the route has no authentication");
    }

    public String method() {
        return context.req().getMethod();
    }

    public String path() {
        return context.req().getRequestURI();
    }

    public String pathParameter(String name) {
        return context.pathParam(name);
    }

    /// The value of a header; of several lines, all values in order with commas between, which is
    /// what they mean together.
    public Optional<String> header(String name) {
        return Optional.ofNullable(header(context, name));
    }

    private static @Nullable String header(Context context, String name) {
        String first = context.header(name);
        if (first == null) {
            return null;
        }
        List<String> lines = Collections.list(context.req().getHeaders(name));
        return lines.size() == 1 ? first : String.join(", ", lines);
    }

    /// The lines of a header, each as it was sent: for one whose values may have commas in them.
    public List<String> headerLines(String name) {
        return Collections.list(context.req().getHeaders(name));
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
    /// @throws Refusal when it stands there twice
    public Optional<String> query(String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw new Refusal(
                    ErrorCode.PARAMETER_INVALID, "Give the query parameter " + name + " once");
        }
        return values.stream().findFirst();
    }

    /// Refuses query parameters that mean nothing here: one that is misspelt must not be ignored.
    public void allowQuery(Set<String> known) {
        Map<String, List<String>> all = context.queryParamMap();
        for (String name : all.keySet()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        ErrorCode.PARAMETER_UNKNOWN,
                        Spelling.unknown("query parameter", name, known));
            }
        }
    }

    /// The body, which must be JSON by its content type.
    ///
    /// @throws Refusal when it is too large, says it is something else, or does not come
    public byte[] jsonBody() {
        String type = header("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(Answer.JSON)) {
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    415,
                    "Send the body as JSON, with the header Content-Type: application/json");
        }
        if (header("Content-Encoding").filter(coding -> !coding.equals("identity")).isPresent()) {
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    415,
                    "Send the body as it is, without Content-Encoding");
        }
        long length = context.req().getContentLengthLong();
        if (length > BODY_LIMIT) {
            throw tooLarge();
        }
        return read(length < 0 ? BODY_LIMIT + 1 : (int) length + 1);
    }

    /// Reads the body, for as long as a body may take: a client that sends a byte a second must not
    /// hold its request open for hours.
    ///
    /// @param room a byte more than the body may take
    private byte[] read(int room) {
        byte[] buffer = new byte[room];
        long start = System.nanoTime();
        try (ServletInputStream stream = context.req().getInputStream()) {
            int length = 0;
            for (int read; (read = stream.read(buffer, length, buffer.length - length)) > 0; ) {
                length += read;
                if (length == buffer.length) {
                    throw tooLarge();
                }
                if (System.nanoTime() - start > BODY_TIME.toNanos()) {
                    throw notWhole();
                }
            }
            return Arrays.copyOf(buffer, length);
        } catch (IOException e) {
            throw notWhole();
        }
    }

    private static Refusal notWhole() {
        return new Refusal(
                        ErrorCode.NOT_A_JSON_OBJECT,
                        "The body did not arrive whole within %d seconds; send it again"
                                .formatted(BODY_TIME.toSeconds()))
                .with("Connection", "close");
    }

    private static Refusal tooLarge() {
        return new Refusal(
                        ErrorCode.BODY_TOO_LARGE,
                        "The body is larger than " + BODY_LIMIT + " bytes; send a smaller one")
                .with("Connection", "close");
    }

    /// Where the request came from, for the building of absolute links.
    public RequestOrigin origin() {
        return originOf(context);
    }

    static RequestOrigin originOf(Context context) {
        return RequestOrigin.of(
                context.req().getRemoteAddr(),
                context.req().getScheme(),
                name -> header(context, name));
    }
}
