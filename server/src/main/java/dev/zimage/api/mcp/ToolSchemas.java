package dev.zimage.api.mcp;

import dev.zimage.api.OrderParameter;
import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.OrderParameters;
import dev.zimage.models.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the tools take, as JSON Schema.
final class ToolSchemas {

    /// What says what to draw; the rest of an order is for programs.
    static final List<String> ORDER = OrderParameters.ALL.names(OrderDialect.MCP);

    static final String IDEMPOTENCY_KEY = "idempotency_key";
    static final String WAIT_SECONDS = "wait_seconds";
    static final String INCLUDE_IMAGE = "include_image";
    static final String TASK_ID = "task_id";
    static final String IMAGE = "image";
    static final int LONGEST_WAIT = 50;

    private final Catalogue catalogue;

    ToolSchemas(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static Map<String, Object> nothing() {
        return object(Map.of(), List.of());
    }

    /// What is to be drawn.
    Map<String, Object> order() {
        return object(orderProperties(), List.of("prompt"));
    }

    Map<String, Object> generate() {
        Map<String, Object> properties = orderProperties();
        properties.put(
                IDEMPOTENCY_KEY,
                described(
                        "string",
                        "For an order whose answer may get lost: send the order again with the same"
                                + " key, and it is the same task, paid once. A new picture needs a new"
                                + " key.",
                        Map.of("minLength", 1, "maxLength", 255)));
        properties.putAll(waiting(LONGEST_WAIT));
        return object(properties, List.of("prompt"));
    }

    Map<String, Object> task() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                TASK_ID,
                described("string", "As generate_image answered it", Map.of("pattern", "^task_")));
        properties.putAll(waiting(0));
        return object(properties, List.of(TASK_ID));
    }

    static Map<String, Object> verify() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                IMAGE,
                described(
                        "string",
                        "The bytes of a JPEG, PNG or WebP file of at most %d MiB, in Base64"
                                .formatted(VerificationTool.LARGEST >> 20),
                        Map.of("contentEncoding", "base64")));
        properties.put(
                TASK_ID,
                described(
                        "string",
                        "In place of image: the task whose picture to look at",
                        Map.of("pattern", "^task_")));
        return object(properties, List.of());
    }

    private Map<String, Object> orderProperties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (OrderParameter<?> parameter : OrderParameters.ALL.ofTools(catalogue)) {
            properties.put(parameter.name(), parameter.toolSchema(catalogue));
        }
        return properties;
    }

    private static Map<String, Object> waiting(int usual) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(
                WAIT_SECONDS,
                described(
                        "integer",
                        "How long to wait for the end of the task",
                        Map.of("minimum", 0, "maximum", LONGEST_WAIT, "default", usual)));
        properties.put(
                INCLUDE_IMAGE,
                described(
                        "boolean",
                        "Whether to answer with the picture itself, not only with its link",
                        Map.of("default", true)));
        return properties;
    }

    private static Map<String, Object> described(
            String type, String description, Map<String, Object> more) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("description", description);
        schema.putAll(more);
        return schema;
    }

    private static Map<String, Object> object(
            Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }
}
