package dev.zimage.upstream;

import dev.zimage.engine.ImageRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a request offers to templates.
public final class Placeholders {

    /// The names of all.
    public static final List<String> NAMES =
            List.of(
                    "prompt",
                    "model",
                    "width",
                    "height",
                    "size",
                    "aspect_ratio",
                    "seed",
                    "steps",
                    "image",
                    "images",
                    "id");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Placeholders() {}

    /// @param images that stand for the pictures to edit: data URLs, or the server's own names
    public static Map<String, JsonNode> of(
            ImageRequest request, ServedModel model, String prompt, List<String> images) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        int width = request.size().width();
        int height = request.size().height();
        values.put("prompt", NODES.stringNode(prompt));
        values.put("model", NODES.stringNode(model.name()));
        values.put("width", NODES.numberNode(width));
        values.put("height", NODES.numberNode(height));
        values.put("size", NODES.stringNode(width + "x" + height));
        values.put("aspect_ratio", NODES.stringNode(ratio(width, height)));
        values.put("seed", NODES.numberNode(request.seed()));
        if (model.steps() > 0) {
            values.put("steps", NODES.numberNode(model.steps()));
        }
        if (!images.isEmpty()) {
            values.put("image", NODES.stringNode(images.getFirst()));
            ArrayNode all = NODES.arrayNode();
            images.forEach(all::add);
            values.put("images", all);
        }
        return values;
    }

    /// The sides without their common divisor: `16:9`.
    static String ratio(int width, int height) {
        int divisor = divisor(width, height);
        return width / divisor + ":" + height / divisor;
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }
}
