package dev.zimage.client;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the JSON of the API. Unknown members are ignored, so that newer servers can add
/// some.
final class Wire {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Wire() {}

    /// A page of tasks, newest first.
    record Page(List<ImageTask> tasks, boolean hasMore) {

        Page {
            tasks = List.copyOf(tasks);
        }
    }

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

    /// Parses a response.
    ///
    /// @throws UnexpectedAnswerException when it is not what the API promises
    static <T> T read(byte[] body, Function<JsonNode, T> reader) {
        try {
            return reader.apply(MAPPER.readTree(body));
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            throw new UnexpectedAnswerException(
                    "the answer is not what a zimage server gives: " + e.getMessage(), e);
        }
    }

    static ImageTask task(JsonNode node) {
        return new ImageTask(
                text(node, "id"),
                text(node, "model"),
                status(text(node, "status")),
                Instant.ofEpochSecond(integer(node, "created_at")),
                node.path("output").path("image_urls").valueStream().map(Wire::link).toList(),
                failure(node.path("error")),
                node.path("progress").asDouble(0),
                optionalInt(node, "queue_position"),
                instant(node, "started_at"),
                instant(node, "finished_at"),
                optionalLong(node, "seed"),
                optionalLong(node, "credits"),
                usage(node.path("usage")),
                optionalInt(node, "width"),
                optionalInt(node, "height"),
                optionalText(node, "engine"),
                instant(node, "expires_at"),
                metadata(node.path("metadata")),
                textCheck(node.path("text_check")));
    }

    private static @Nullable TextCheckReport textCheck(JsonNode node) {
        return node.isObject()
                ? new TextCheckReport(
                        node.path("exact").asBoolean(false),
                        Math.toIntExact(integer(node, "attempts")),
                        array(node, "texts").valueStream().map(Wire::checkedText).toList())
                : null;
    }

    private static TextCheckReport.Text checkedText(JsonNode node) {
        return new TextCheckReport.Text(
                text(node, "wanted"),
                optionalText(node, "read"),
                node.path("exact").asBoolean(false));
    }

    private static ImageTaskStatus status(String label) {
        return ImageTaskStatus.of(label)
                .orElseThrow(() -> new IllegalArgumentException("unknown status"));
    }

    private static URI link(JsonNode node) {
        return URI.create(node.asString());
    }

    private static @Nullable TaskFailure failure(JsonNode node) {
        return node.isObject()
                ? new TaskFailure(node.path("code").asInt(0), node.path("message").asString(""))
                : null;
    }

    private static ImageTask.@Nullable Usage usage(JsonNode node) {
        return node.isObject() ? new ImageTask.Usage(integer(node, "credits")) : null;
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> pairs = new LinkedHashMap<>();
        node.properties().forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asString()));
        return pairs;
    }

    static Page page(JsonNode node) {
        return new Page(
                array(node, "data").valueStream().map(Wire::task).toList(),
                node.path("has_more").asBoolean(false));
    }

    static List<ImageModel> models(JsonNode node) {
        return array(node, "data").valueStream().map(Wire::model).toList();
    }

    static ImageModel model(JsonNode node) {
        return new ImageModel(
                text(node, "id"),
                optionalText(node, "description"),
                isThere(node, "usd") ? decimal(node, "usd") : null,
                optionalLong(node, "credits"),
                optionalText(node, "engine"),
                node.path("ready").asBoolean(true),
                node.path("sizes").valueStream().flatMap(size -> size(size).stream()).toList(),
                node.path("inputs").valueStream().map(JsonNode::asString).toList());
    }

    private static Optional<PictureSize> size(JsonNode node) {
        return ImageAspectRatio.of(text(node, "aspect_ratio"))
                .map(shape ->
                        new PictureSize(
                                shape,
                                Math.toIntExact(integer(node, "width")),
                                Math.toIntExact(integer(node, "height"))));
    }

    static PriceQuote quote(JsonNode node) {
        return new PriceQuote(
                text(node, "model"),
                integer(node, "credits"),
                decimal(node, "usd"),
                Math.toIntExact(integer(node, "width")),
                Math.toIntExact(integer(node, "height")),
                integer(node, "balance"),
                Duration.ofSeconds(integer(node, "eta_seconds")),
                node.path("texts").valueStream().map(Wire::writtenText).toList());
    }

    private static PriceQuote.WrittenText writtenText(JsonNode node) {
        return new PriceQuote.WrittenText(text(node, "text"), text(node, "missing_characters"));
    }

    static long balance(JsonNode node) {
        return integer(node, "balance");
    }

    /// Parses an error response. One without the API's JSON comes from a proxy.
    static ErrorAnswer error(HttpReply answer) {
        JsonNode error = errorMember(answer.body());
        return new ErrorAnswer(
                answer.status(),
                error.path("code").asInt(0),
                error.path("message").asString("no message; does a zimage server answer there?"),
                error.path("request_id")
                        .asString(answer.headers().firstValue("x-request-id").orElse("")),
                answer.retryAfter().orElse(Duration.ZERO),
                answer.isNotToBeRetried());
    }

    private static JsonNode errorMember(byte[] body) {
        try {
            return MAPPER.readTree(body).path("error");
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }

    private static JsonNode array(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isArray(), name);
        return member;
    }

    private static String text(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isString(), name);
        return member.asString();
    }

    private static long integer(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isIntegralNumber() && member.canConvertToLong(), name);
        return member.asLong();
    }

    private static BigDecimal decimal(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isNumber(), name);
        return member.decimalValue();
    }

    private static void require(boolean right, String name) {
        if (!right) {
            throw new IllegalArgumentException(name + " is missing or of a wrong type");
        }
    }

    private static @Nullable String optionalText(JsonNode node, String name) {
        return isThere(node, name) ? text(node, name) : null;
    }

    private static @Nullable Long optionalLong(JsonNode node, String name) {
        return isThere(node, name) ? (Long) integer(node, name) : null;
    }

    private static @Nullable Integer optionalInt(JsonNode node, String name) {
        return isThere(node, name) ? (Integer) Math.toIntExact(integer(node, name)) : null;
    }

    private static @Nullable Instant instant(JsonNode node, String name) {
        return isThere(node, name) ? Instant.ofEpochSecond(integer(node, name)) : null;
    }

    private static boolean isThere(JsonNode node, String name) {
        return !node.path(name).isNull() && !node.path(name).isMissingNode();
    }
}
