package dev.zimage.client;

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

/// Parses the bodies of responses. Unknown members are ignored, so that newer servers can add some.
final class ResponseJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ResponseJson() {}

    /// A page of tasks, newest first.
    record Page(List<ImageTask> tasks, boolean hasMore) {

        Page {
            tasks = List.copyOf(tasks);
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
                JsonFields.text(node, "id"),
                JsonFields.text(node, "model"),
                status(JsonFields.text(node, "status")),
                Instant.ofEpochSecond(JsonFields.integer(node, "created_at")),
                node.path("output")
                        .path("image_urls")
                        .valueStream()
                        .map(ResponseJson::link)
                        .toList(),
                failure(node.path("error")),
                node.path("progress").asDouble(0),
                JsonFields.optionalInt(node, "queue_position"),
                JsonFields.instant(node, "started_at"),
                JsonFields.instant(node, "finished_at"),
                JsonFields.optionalLong(node, "seed"),
                JsonFields.optionalLong(node, "credits"),
                usage(node.path("usage")),
                JsonFields.optionalInt(node, "width"),
                JsonFields.optionalInt(node, "height"),
                JsonFields.optionalText(node, "engine"),
                JsonFields.instant(node, "expires_at"),
                metadata(node.path("metadata")),
                textCheck(node.path("text_check")));
    }

    private static @Nullable TextCheckReport textCheck(JsonNode node) {
        return node.isObject()
                ? new TextCheckReport(
                        node.path("exact").asBoolean(false),
                        Math.toIntExact(JsonFields.integer(node, "attempts")),
                        JsonFields.array(node, "texts")
                                .valueStream()
                                .map(ResponseJson::checkedText)
                                .toList())
                : null;
    }

    private static TextCheckReport.Text checkedText(JsonNode node) {
        return new TextCheckReport.Text(
                JsonFields.text(node, "wanted"),
                JsonFields.optionalText(node, "read"),
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
        return node.isObject() ? new ImageTask.Usage(JsonFields.integer(node, "credits")) : null;
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> pairs = new LinkedHashMap<>();
        node.properties().forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asString()));
        return pairs;
    }

    static Page page(JsonNode node) {
        return new Page(
                JsonFields.array(node, "data").valueStream().map(ResponseJson::task).toList(),
                node.path("has_more").asBoolean(false));
    }

    static List<ImageModel> models(JsonNode node) {
        return JsonFields.array(node, "data").valueStream().map(ResponseJson::model).toList();
    }

    static ImageModel model(JsonNode node) {
        return new ImageModel(
                JsonFields.text(node, "id"),
                JsonFields.optionalText(node, "description"),
                JsonFields.isThere(node, "usd") ? JsonFields.decimal(node, "usd") : null,
                JsonFields.optionalLong(node, "credits"),
                JsonFields.optionalText(node, "engine"),
                node.path("ready").asBoolean(true),
                node.path("sizes").valueStream().flatMap(size -> size(size).stream()).toList(),
                node.path("inputs").valueStream().map(JsonNode::asString).toList());
    }

    private static Optional<PictureSize> size(JsonNode node) {
        return ImageAspectRatio.of(JsonFields.text(node, "aspect_ratio"))
                .map(shape ->
                        new PictureSize(
                                shape,
                                Math.toIntExact(JsonFields.integer(node, "width")),
                                Math.toIntExact(JsonFields.integer(node, "height"))));
    }

    static PriceQuote quote(JsonNode node) {
        return new PriceQuote(
                JsonFields.text(node, "model"),
                JsonFields.integer(node, "credits"),
                JsonFields.decimal(node, "usd"),
                Math.toIntExact(JsonFields.integer(node, "width")),
                Math.toIntExact(JsonFields.integer(node, "height")),
                JsonFields.integer(node, "balance"),
                Duration.ofSeconds(JsonFields.integer(node, "eta_seconds")),
                node.path("texts").valueStream().map(ResponseJson::writtenText).toList());
    }

    private static PriceQuote.WrittenText writtenText(JsonNode node) {
        return new PriceQuote.WrittenText(
                JsonFields.text(node, "text"), JsonFields.text(node, "missing_characters"));
    }

    static long balance(JsonNode node) {
        return JsonFields.integer(node, "balance");
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
}
