package dev.zimage.bench;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The baseline: the same HTTP server with the same configuration, but without logic. It parses an
/// order and writes it back, and answers a poll with a freshly written envelope of the usual size.
/// No keys, no limits, no database.
final class EchoServer {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Envelope ENVELOPE =
            new Envelope(
                    "task_019ab5e1c3f97d2e8c41a5b0d7e6f312",
                    "z-image",
                    "completed",
                    1_735_000_000L,
                    new Output(
                            List.of(
                                    "http://127.0.0.1:40000/media/tasks/"
                                            + "019ab5e1c3f97d2e8c41a5b0d7e6f312/0.jpg"
                                            + "?expires=1735086400&signature="
                                            + "0".repeat(43))),
                    null,
                    1,
                    null,
                    1_735_000_001L,
                    1_735_000_002L,
                    123_456_789,
                    4,
                    new Usage(4),
                    1024,
                    1024,
                    "sketch",
                    1_735_600_000L,
                    null);

    record Output(List<String> imageUrls) {}

    record Usage(long credits) {}

    record Envelope(
            String id,
            String model,
            String status,
            long createdAt,
            Output output,
            @Nullable Object error,
            double progress,
            @Nullable Integer queuePosition,
            long startedAt,
            long finishedAt,
            long seed,
            long credits,
            Usage usage,
            int width,
            int height,
            String engine,
            long expiresAt,
            @Nullable Map<String, String> metadata) {}

    private EchoServer() {}

    public static void main(String[] args) throws InterruptedException {
        Javalin javalin = Javalin.create(EchoServer::configure);
        javalin.start(InetAddress.getLoopbackAddress().getHostAddress(), 0);
        ChildServer.serveUntilToldToStop(javalin.port(), javalin::stop);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.routes.post(
                Requests.SUBMIT_PATH,
                context -> answer(context, JSON.readTree(context.bodyAsBytes())));
        config.routes.get(Requests.POLL_PATH + "{id}", context -> answer(context, ENVELOPE));
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(JSON.writeValueAsBytes(value));
    }
}
