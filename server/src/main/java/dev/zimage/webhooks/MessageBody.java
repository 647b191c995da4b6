package dev.zimage.webhooks;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/// The JSON that is sent.
///
/// @param timestamp when the message was created
/// @param data JSON that is sent as it is
@JsonPropertyOrder({"type", "timestamp", "data"})
record MessageBody(String type, String timestamp, @JsonRawValue String data) {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String TEST = MAPPER.writeValueAsString(new Test("This is a test."));

    private record Test(String message) {}

    /// @param data the JSON of a task
    static byte[] of(WebhookMessage message, byte[] data) {
        return bytes(message, new String(data, StandardCharsets.UTF_8));
    }

    /// What the message says itself, or that it is a test.
    static byte[] of(WebhookMessage message) {
        String data = message.data();
        return bytes(message, data == null ? TEST : data);
    }

    private static byte[] bytes(WebhookMessage message, String data) {
        return MAPPER.writeValueAsBytes(
                new MessageBody(message.type(), message.createdAt().toString(), data));
    }
}
