package dev.zimage.provenance;

import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A [Receipt] as the members of an object, as files have it.
public final class ReceiptFields {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// The longest value that is read; a prompt has at most 1,000 characters.
    private static final int LONGEST = 4000;

    private ReceiptFields() {}

    /// One line of JSON in ASCII.
    public static String json(Receipt receipt) {
        return JSON.writeValueAsString(of(receipt));
    }

    /// The receipt that such a line holds; empty for anything else.
    public static Optional<Receipt> read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// The members; what is not known is left out.
    public static ObjectNode of(Receipt receipt) {
        ObjectNode fields = JSON.createObjectNode();
        putText(fields, "task", receipt.task());
        putText(fields, "model", receipt.model());
        putText(fields, "engine", receipt.engine());
        putText(fields, "weights", receipt.weights());
        putText(fields, "precision", receipt.precision());
        if (receipt.steps() > 0) {
            fields.put("steps", receipt.steps());
        }
        if (receipt.guidance() > 0) {
            fields.put("guidance", receipt.guidance());
        }
        fields.put("seed", receipt.seed());
        fields.put("width", receipt.size().width());
        fields.put("height", receipt.size().height());
        fields.put("program", receipt.program());
        fields.put("created_at", receipt.createdAt().toString());
        String prompt = receipt.prompt();
        if (prompt != null) {
            fields.put("prompt", prompt);
        }
        String negative = receipt.negativePrompt();
        if (negative != null) {
            fields.put("negative_prompt", negative);
        }
        return fields;
    }

    private static void putText(ObjectNode fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /// The receipt with these members; empty where they are not those of one.
    public static Optional<Receipt> read(JsonNode fields) {
        try {
            return Optional.of(
                    new Receipt(
                            text(fields, "task"),
                            text(fields, "model"),
                            text(fields, "engine"),
                            text(fields, "weights"),
                            text(fields, "precision"),
                            fields.path("steps").asInt(0),
                            fields.path("guidance").asDouble(0),
                            seed(fields),
                            new ImageSize(
                                    fields.required("width").intValue(),
                                    fields.required("height").intValue()),
                            text(fields, "program"),
                            Instant.parse(fields.required("created_at").stringValue()),
                            fields.has("prompt") ? text(fields, "prompt") : null,
                            fields.has("negative_prompt")
                                    ? text(fields, "negative_prompt")
                                    : null));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long seed(JsonNode fields) {
        long seed = fields.required("seed").longValue();
        if (seed < 0 || seed > ImageRequest.MAX_SEED) {
            throw new IllegalArgumentException("no engine takes such a seed");
        }
        return seed;
    }

    private static String text(JsonNode fields, String name) {
        String value = fields.path(name).asString("");
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException(name + " is too long");
        }
        return value;
    }
}
