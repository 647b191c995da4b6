package dev.zimage.api.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;

/// The body of a request that was answered by its head alone, like one without a key or one that is
/// too long. What has arrived of it is thrown away. The answer does not wait for what is still on
/// its way: the server closes the connection then, and has to say so, for a client that sent its
/// next request there would lose it.
final class UnreadBody {

    /// Shorter than a server that stops waits for its connections.
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final Duration LOOK = Duration.ofMillis(20);

    /// That are thrown away in one look, for a client could send them for ever.
    private static final int CHUNKS = 200;

    private UnreadBody() {}

    private enum Rest {
        NONE,
        ON_ITS_WAY,
        LOST
    }

    /// Whether a part of the body is still to come, so that the connection ends with the answer.
    static boolean isOnItsWay(Context context) {
        return restOf(context) != Rest.NONE;
    }

    private static Rest restOf(Context context) {
        HttpServletRequest request = context.req();
        if (request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null) {
            return Rest.NONE;
        }
        ServletContextRequest body = ServletContextRequest.getServletContextRequest(request);
        return body.getHttpInput().isFinished() ? Rest.NONE : discard(body);
    }

    /// Throws away what has arrived. Jetty's `consumeAvailable` is of no use here: it reads nothing
    /// more once it has found a gap.
    private static Rest discard(Content.Source body) {
        for (int i = 0; i < CHUNKS; i++) {
            Content.Chunk chunk = body.read();
            if (chunk == null) {
                break;
            }
            chunk.release();
            if (Content.Chunk.isFailure(chunk)) {
                return Rest.LOST;
            }
            if (chunk.isLast()) {
                return Rest.NONE;
            }
        }
        return Rest.ON_ITS_WAY;
    }

    /// Throws away for a while what still comes after the answer. Most clients look for an answer
    /// only once they have sent everything; if the connection closed under them before that, they
    /// would tell of a broken connection, and not of what was wrong.
    static void readOn(Context context) {
        long start = System.nanoTime();
        try {
            while (restOf(context) == Rest.ON_ITS_WAY
                    && System.nanoTime() - start < TIMEOUT.toNanos()) {
                context.res().flushBuffer();
                Thread.sleep(LOOK);
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }
}
