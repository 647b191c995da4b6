package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import tools.jackson.databind.JsonNode;

/// Orders of a poster whose text is checked.
final class PosterOrders {

    static final String GENERATIONS = "/api/v1/images/generations";
    static final String POSTER = "a poster that reads 'OPENING SOON'";

    private PosterOrders() {}

    static String order(String prompt, String textCheck) {
        return """
        {"model":"z-image","seed":7,"prompt":"%s","text_check":"%s"}\
        """
                .formatted(prompt, textCheck);
    }

    static String submitted(TestServer server, String prompt, String textCheck) {
        TestServer.Reply reply = server.post(GENERATIONS, order(prompt, textCheck));
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        return reply.json().path("id").asString();
    }

    static JsonNode drawn(TestServer server, String prompt, String textCheck) {
        return server.awaitEnd(submitted(server, prompt, textCheck));
    }

    static String texts(JsonNode task) {
        return task.path("text_check").toString();
    }
}
