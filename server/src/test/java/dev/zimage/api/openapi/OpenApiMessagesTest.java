package dev.zimage.api.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.Json;
import dev.zimage.server.TestServer;
import dev.zimage.webhooks.HookReceiver;
import dev.zimage.webhooks.HookReceiver.Call;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Has a real server send every kind of message, and holds each against the section `webhooks` of
/// `openapi.json`.
class OpenApiMessagesTest {

    private final OpenApiDocument document = OpenApiDocument.read();

    @Test
    void the_messages_that_are_sent_are_those_of_the_document(@TempDir Path folder) {
        Map<String, Call> sent = sent(folder);
        assertThat(document.root().path("webhooks").propertyNames())
                .containsExactlyInAnyOrderElementsOf(sent.keySet());
        sent.forEach((type, call) -> {
            assertThat(problems(type, call)).as(type).isEmpty();
            ObjectNode other = Json.readObject(call.body().getBytes(UTF_8)).put("type", "other");
            assertThat(document.problems(schema(type), other)).as(type).isNotEmpty();
        });
    }

    private static Map<String, Call> sent(Path folder) {
        Map<String, Call> sent = new TreeMap<>();
        Map<String, String> settings =
                Map.of("webhooks.allow_private", "true", "credits.low_balance", "9993");
        try (TestServer server = TestServer.start(folder, settings);
                HookReceiver receiver = new HookReceiver()) {
            String url = "{\"url\":\"%s\"}".formatted(receiver.url("/hook"));
            String hook = server.post("/api/v1/webhooks", url).json().path("id").asString();
            server.submit("a boat");
            add(sent, receiver.next());
            server.submit("fail"); // its price makes the balance low until it is given back
            add(sent, receiver.next());
            add(sent, receiver.next());
            server.post("/api/v1/webhooks/" + hook + "/test", "");
            add(sent, receiver.next());
        }
        return sent;
    }

    private static void add(Map<String, Call> sent, Call call) {
        sent.put(Json.readObject(call.body().getBytes(UTF_8)).path("type").asString(), call);
    }

    private List<String> problems(String type, Call call) {
        List<String> problems =
                new ArrayList<>(
                        document.problems(
                                schema(type), Json.readObject(call.body().getBytes(UTF_8))));
        for (JsonNode reference : operation(type).path("parameters")) {
            JsonNode parameter = document.resolved(reference);
            String value = call.header(parameter.path("name").asString());
            problems.addAll(
                    document.problems(
                            parameter.path("schema"), JsonNodeFactory.instance.stringNode(value)));
        }
        return problems;
    }

    private JsonNode operation(String type) {
        return document.root().path("webhooks").path(type).path("post");
    }

    private JsonNode schema(String type) {
        return operation(type)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }
}
