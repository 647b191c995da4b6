package dev.zimage.api.http;

import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Stops the HTTP library from interpreting a request on its own. Jetty would read a body that is
/// compressed and then sent in chunks as one that is only sent in chunks, so any transfer coding
/// but `chunked` gets status 501. Javalin would treat every request with a WebSocket version as a
/// WebSocket, which no route is, so that header is hidden from it.
final class ProtocolGuard extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHeaders().getFields(HttpHeader.TRANSFER_ENCODING).stream()
                .allMatch(ProtocolGuard::isChunked)) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            Response.writeError(request, response, callback, HttpStatus.NOT_IMPLEMENTED_501);
            return true;
        }
        return super.handle(withoutWebSocket(request), response, callback);
    }

    private static boolean isChunked(HttpField field) {
        return Arrays.stream(field.getValue().split(",", -1))
                .allMatch(coding -> coding.strip().equalsIgnoreCase("chunked"));
    }

    private static Request withoutWebSocket(Request request) {
        HttpFields all = request.getHeaders();
        if (!all.contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
            return request;
        }
        HttpFields others = HttpFields.build(all).remove(HttpHeader.SEC_WEBSOCKET_VERSION);
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return others;
            }
        };
    }
}
