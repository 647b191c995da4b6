package dev.zimage.api.openai;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Orders as clients of OpenAI send them.
final class OpenAiOrders {

    static final String GENERATIONS = "/v1/images/generations";
    static final String COUNT = "X-Stainless-Retry-Count";

    private static final AtomicInteger PROMPTS = new AtomicInteger();

    private OpenAiOrders() {}

    /// A body with a prompt that no other test has.
    static String body(String prompt, String more) {
        return "{\"prompt\":\"%s %d\"%s}".formatted(prompt, PROMPTS.incrementAndGet(), more);
    }

    static List<String> tasks(Reply reply) {
        return List.of(reply.header("x-task-id").split(", "));
    }

    static Map<String, String> settings(String... more) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("openai.wait", "1s"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    static Reply send(TestServer server, String body, int retry) {
        return server.post(GENERATIONS, body, COUNT, String.valueOf(retry));
    }
}
