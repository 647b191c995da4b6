package dev.zimage.api.http;

import dev.zimage.errors.ErrorCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers requests that the HTTP library refuses before they reach a route, in the shape of all
/// our errors: what is no HTTP, has headers without end, or an ambiguous path.
final class MalformedRequests extends ErrorHandler {

    private static final int UNKNOWN_ENCODING = 501;
    private static final int UNKNOWN_VERSION = 505;

    private final ErrorFormat errors;

    MalformedRequests(ErrorFormat errors) {
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        String requestId = Dispatcher.newRequestId();
        response.getHeaders().put("x-request-id", requestId);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.JSON);
        Answer answer = errors.of(path(request), refusal(status), requestId);
        if (answer.body() instanceof Answer.Bytes body) {
            response.write(true, ByteBuffer.wrap(body.bytes()), callback);
        }
        return true;
    }

    /// Empty when the request had none that could be read.
    private static String path(Request request) {
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    private static Refusal refusal(int status) {
        boolean ours = status >= 500 && status != UNKNOWN_ENCODING && status != UNKNOWN_VERSION;
        return ours ? unexpected(status) : malformed(status);
    }

    private static Refusal unexpected(int status) {
        return new Refusal(ErrorCode.UNEXPECTED, status, "The request could not be served");
    }

    private static Refusal malformed(int status) {
        String message =
                switch (status) {
                    case 404 -> "No such path. /openapi.json lists the paths below /api/v1 and /v1";
                    case 408 -> "The request did not arrive in time; send it again, faster";
                    case 414 -> "The path and query are too long; shorten them";
                    case 417 -> "Expect must be 100-continue; leave the header out";
                    case 426 -> "HTTP/2 is not spoken here; use HTTP/1.1";
                    case 431 -> "The headers are too large; send fewer or shorter ones";
                    case UNKNOWN_ENCODING ->
                            "This transfer encoding is unknown; send the body chunked or with its"
                                    + " length";
                    case UNKNOWN_VERSION -> "This version of HTTP is not spoken here; use HTTP/1.1";
                    default -> "The request is not valid HTTP; check its first line and headers";
                };
        ErrorCode code = status == 404 ? ErrorCode.PATH_NOT_FOUND : ErrorCode.PARAMETER_INVALID;
        return new Refusal(code, status, message);
    }
}
