package dev.zimage.client;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes the bodies of requests.
final class RequestJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private RequestJson() {}

    static byte[] order(ImageOrder order) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("model", order.model());
        body.put("prompt", order.prompt());
        if (order.aspectRatio() != null) {
            body.put("aspect_ratio", order.aspectRatio().label());
        }
        if (order.seed() != null) {
            body.put("seed", order.seed());
        }
        if (order.outputFormat() != null) {
            body.put("output_format", order.outputFormat().label());
        }
        if (order.nsfwChecker()) {
            body.put("nsfw_checker", true);
        }
        if (order.textCheck() != null) {
            body.put("text_check", order.textCheck().label());
        }
        if (order.callbackUrl() != null) {
            body.put("callback_url", order.callbackUrl().toString());
        }
        if (!order.metadata().isEmpty()) {
            ObjectNode metadata = body.putObject("metadata");
            order.metadata().forEach(metadata::put);
        }
        if (!order.imageUrls().isEmpty()) {
            ArrayNode pictures = body.putArray("image_urls");
            order.imageUrls().forEach(pictures::add);
        }
        return bytes(body);
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the order has text that is not valid Unicode", e);
        }
    }
}
