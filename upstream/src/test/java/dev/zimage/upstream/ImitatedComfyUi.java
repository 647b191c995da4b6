package dev.zimage.upstream;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Imitates ComfyUI: an empty history for what goes on and for what is unknown, events on a
/// WebSocket, previews as binary frames. It draws one workflow.
final class ImitatedComfyUi {

    private static final String QUEUED =
            "{\"queue_running\":[[1,\"p-1\",{},{},[]]],\"queue_pending\":[]}";
    static final String IDLE = "{\"queue_running\":[],\"queue_pending\":[]}";

    /// What the imitation does with its WebSocket once a workflow is queued.
    interface Events {
        void send(Exchange socket) throws Exception;
    }

    final CompletableFuture<Exchange> socket = new CompletableFuture<>();
    final CountDownLatch queued = new CountDownLatch(1);
    volatile String history = "{}";
    volatile String queue = QUEUED;

    ImitatedServer start(Events events) {
        return ImitatedServer.start((request, exchange) -> {
            switch (request.path()) {
                case "/ws" -> {
                    exchange.upgrade();
                    socket.complete(exchange);
                    queued.await();
                    events.send(exchange);
                    exchange.awaitHangUp();
                }
                case "/prompt" -> {
                    exchange.json(200, "{\"prompt_id\":\"p-1\",\"number\":1,\"node_errors\":{}}");
                    queued.countDown();
                }
                case "/history/p-1" -> exchange.json(200, history);
                case "/queue" -> exchange.json(200, queue);
                case "/view" -> exchange.bytes("image/png", Pictures.png(7));
                default -> exchange.json(200, "{}");
            }
        });
    }

    void end(String status) {
        history =
                """
                {"p-1": {"outputs": {
                  "4": {"images": [{"filename": "t.png", "subfolder": "", "type": "temp"}]},
                  "9": {"images": [{"filename": "a b.png", "subfolder": "x", "type": "output"}]}},
                 "status": {"status_str": "%s", "completed": true,
                            "messages": [["execution_error", {"exception_message": "boom"}]]}}}
                """
                        .formatted(status);
        queue = IDLE;
    }
}
