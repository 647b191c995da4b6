package dev.zimage.api;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.HttpInput;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// The body of a request that was answered by its head alone, like one without a key. What has
/// arrived of it is thrown away. What is still on its way is not waited for: the server closes the
/// connection then, and has to say so, for a client that sent its next request there would lose it.
final class UnreadBody {

    private UnreadBody() {}

    /// Whether a part of the body is still to come, so that the connection ends with the answer.
    static boolean isOnItsWay(Context context) {
        HttpServletRequest request = context.req();
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return false;
        }
        HttpInput body = ServletContextRequest.getServletContextRequest(request).getHttpInput();
        return !body.isFinished() && !body.consumeAvailable();
    }
}
