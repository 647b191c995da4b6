package dev.zimage.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.text.ByteOrderMark;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
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
public final class Json {

    private static final int DEEPEST = 32;
    private static final String ADVICE =
            ": send one JSON object, with each name once and at most " + DEEPEST + " levels deep";

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LargeBodies.LIMIT)
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

    public record Envelope(
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
            CreditsUsed usage,
            int width,
            int height,
            String engine,
            @Nullable Long expiresAt,
            @JsonRawValue @Nullable String metadata,
            @JsonRawValue @Nullable String textCheck,
            String missingCharacters) {}

    public record Output(List<String> imageUrls) {}

    public record CreditsUsed(long credits) {}

    /// @param data the file in Base64
    record Preview(String id, double progress, String type, int width, int height, String data) {}

    public record TaskError(int code, String message) {}

    public record Page<T>(List<T> data, boolean hasMore) {}

    record Quote(
            String model,
            long credits,
            BigDecimal usd,
            int width,
            int height,
            long balance,
            long etaSeconds,
            List<OrderText> texts) {}

    /// @param missingCharacters those that the engine has no glyphs for
    record OrderText(String text, String missingCharacters) {}

    record Balance(long balance) {}

    record ModelList(List<ModelInfo> data) {}

    record ModelInfo(
            String id,
            String name,
            String description,
            List<String> inputs,
            int promptLimit,
            @Nullable BigDecimal usd,
            @Nullable Long credits,
            String engine,
            boolean ready,
            List<Size> sizes,
            List<Parameter> parameters) {}

    record Size(String aspectRatio, int width, int height) {}

    public record Parameter(
            String name,
            String type,
            boolean required,
            @Nullable Object defaultValue,
            String description,
            @Nullable List<String> values) {}

    record Live(String status, Map<String, String> engines) {}

    record Health(
            String status,
            Map<String, String> engines,
            Map<String, String> storage,
            String queue) {}

    record ErrorAnswer(ErrorBody error) {}

    record ErrorBody(int code, String message, String requestId) {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /// A JSON object of ours with its members in the order of their names.
    static String sorted(String object) {
        SortedMap<String, JsonNode> members = new TreeMap<>();
        MAPPER.readTree(object)
                .properties()
                .forEach(member -> members.put(member.getKey(), member.getValue()));
        return MAPPER.writeValueAsString(members);
    }

    /// Reads a JSON object.
    ///
    /// @throws Refusal when the bytes are anything else
    public static ObjectNode readObject(byte[] body) {
        JsonNode node;
        try {
            node = MAPPER.readTree(ByteOrderMark.skip(text(body)));
        } catch (CharacterCodingException e) {
            throw notAnObject("The body is not valid UTF-8: send JSON in UTF-8");
        } catch (JacksonException e) {
            throw notAnObject("The body is not valid JSON" + where(e.getLocation()) + ADVICE);
        } catch (ArithmeticException | NumberFormatException e) {
            throw notAnObject("The body has a number that is out of all bounds" + ADVICE);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw notAnObject("The body must be a JSON object, like {\"model\": …}");
    }

    /// A large body is a picture in base64, most often ASCII: then no copy is made in characters of
    /// two bytes.
    private static String text(byte[] body) throws CharacterCodingException {
        for (byte each : body) {
            if (each < 0) {
                return utf8(body);
            }
        }
        return new String(body, StandardCharsets.US_ASCII);
    }

    /// Only UTF-8: the parser would take UTF-16 and bytes that no UTF-8 has.
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body))
                .toString();
    }

    private static String where(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 0
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static Refusal notAnObject(String message) {
        return new Refusal(ErrorCode.NOT_A_JSON_OBJECT, message);
    }
}
