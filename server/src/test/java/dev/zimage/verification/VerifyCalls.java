package dev.zimage.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.http.HttpRequest;
import tools.jackson.databind.JsonNode;

/// The requests by which a client gets a picture and asks whether it was made here.
public final class VerifyCalls {

    private VerifyCalls() {}

    /// The file of the picture of an order.
    ///
    /// @param order its body
    public static byte[] drawn(TestServer server, String order) {
        Reply reply = server.post("/api/v1/images/generations", order);
        return picture(server, server.awaitEnd(reply.json().path("id").asString()));
    }

    /// The file of the picture of a task.
    public static byte[] picture(TestServer server, JsonNode ended) {
        return server.get(ended.at("/output/image_urls/0").asString()).raw().body();
    }

    public static Reply verify(TestServer server, String type, byte[] file) {
        return server.send(
                server.request("/api/v1/verify")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /// The report on a file.
    public static JsonNode verified(TestServer server, String type, byte[] file) {
        Reply reply = verify(server, type, file);
        assertThat(reply.status()).as(reply.raw().toString()).isEqualTo(200);
        return reply.json();
    }
}
