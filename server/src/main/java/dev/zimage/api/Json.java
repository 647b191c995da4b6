package dev.zimage.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.zimage.errors.ErrorCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the JSON of the API. The names of the records below are the names on the wire,
/// in snake case, and null members are written, so that the shape of an answer does not depend on
/// its state.
final class Json {

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private Json() {}

    record Submitted(String id, String model, String status, long createdAt) {}

    record Envelope(
            String id,
            String model,
            String status,
            long createdAt,
            @Nullable Output output,
            @Nullable TaskError error,
            double progress,
            @Nullable Integer queuePosition,
            @Nullable Long startedAt,
            @Nullable Long finishedAt,
            long seed,
            long credits,
            int width,
            int height,
            String engine,
            @Nullable Long expiresAt,
            @JsonRawValue @Nullable String metadata) {}

    record Output(List<String> imageUrls) {}

    record TaskError(int code, String message) {}

    record Page<T>(List<T> data, boolean hasMore) {}

    record Quote(
            String model,
            long credits,
            BigDecimal usd,
            int width,
            int height,
            long balance,
            long etaSeconds) {}

    record Balance(long balance) {}

    record ModelList(List<ModelInfo> data) {}

    record ModelInfo(
            String id,
            String description,
            BigDecimal usd,
            long credits,
            String engine,
            boolean ready,
            List<Parameter> parameters) {}

    record Parameter(
            String name,
            String type,
            boolean required,
            @Nullable Object defaultValue,
            String description,
            @Nullable List<String> values) {}

    record Health(String status, Map<String, String> engines) {}

    record ErrorAnswer(ErrorBody error) {}

    record ErrorBody(int code, String message, String requestId) {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// Reads a JSON object.
    ///
    /// @throws Refusal when the bytes are anything else
    static ObjectNode readObject(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null || e.getLocation().getLineNr() < 0
                            ? ""
                            : " (line %d, column %d)"
                                    .formatted(
                                            e.getLocation().getLineNr(),
                                            e.getLocation().getColumnNr());
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    "The body is not valid JSON in UTF-8"
                            + where
                            + ": send one JSON object, with each name once and at most "
                            + DEEPEST
                            + " levels deep");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(
                ErrorCode.NOT_A_JSON_OBJECT, "The body must be a JSON object, like {\"model\": …}");
    }
}
