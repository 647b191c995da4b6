package dev.zimage.api.http.monitoring;

import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.requests.RequestHistory;
import dev.zimage.requests.ServedRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Decides which requests the history keeps: those to the APIs for programs, except successful
/// polls of tasks, which are most of all requests and would leave no room for the others. Of the
/// console, which reads through the same API every few seconds and asks for the price while a
/// person types, it keeps what changes something and what fails.
final class RequestRecorder {

    private static final String MCP = "/mcp";
    private static final String ORDER = "/api/v1/images/generations";
    private static final String POLL = "/api/v1/tasks/{id}";

    private final RequestHistory history;

    RequestRecorder(RequestHistory history) {
        this.history = history;
    }

    void served(AnsweredRequest request) {
        if (!history.isEnabled() || !isOfApi(request.path()) || isReading(request)) {
            return;
        }
        ErrorCode error = request.error();
        history.record(
                new ServedRequest(
                        request.id(),
                        request.method(),
                        request.route(),
                        request.status(),
                        error == null ? null : error.number(),
                        Duration.ofNanos(request.nanos()),
                        sender(request),
                        request.client(),
                        request.task()));
    }

    private static boolean isOfApi(String path) {
        return path.startsWith("/api/v1/")
                || path.startsWith("/v1/")
                || path.equals(MCP)
                || path.startsWith(MCP + "/");
    }

    /// A poll, or the console as it reads or asks for a price.
    private static boolean isReading(AnsweredRequest request) {
        if (request.status() >= 400) {
            return false;
        }
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return request.person() ? reads || isPrice(request) : reads && request.route().equals(POLL);
    }

    /// A dry run of an order.
    private static boolean isPrice(AnsweredRequest request) {
        return request.route().equals(ORDER) && request.task() == null;
    }

    private static ServedRequest.@Nullable Sender sender(AnsweredRequest request) {
        Caller caller = request.caller();
        return caller == null
                ? null
                : new ServedRequest.Sender(
                        caller.account(), request.person() ? null : caller.key());
    }
}
