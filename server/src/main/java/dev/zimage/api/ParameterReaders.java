package dev.zimage.api;

import dev.zimage.api.http.Refusal;
import dev.zimage.engine.ImageFormat;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Model;
import dev.zimage.text.ByteOrderMark;
import dev.zimage.text.QuotedText;
import dev.zimage.textcheck.TextCheckMode;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Read the parameters that have rules of their own.
final class ParameterReaders {

    /// The most that any model may allow.
    static final int LONGEST_PROMPT = 10_000;

    static final int MOST_METADATA = 16;
    private static final int LONGEST_METADATA_NAME = 64;
    private static final int LONGEST_METADATA_VALUE = 512;

    private ParameterReaders() {}

    static @Nullable Long number(Fields fields, String name) {
        Long number = fields.integer(name, Long.MIN_VALUE, Long.MAX_VALUE);
        if (number != null && number != 1) {
            throw GenerationRequest.invalid(
                    "n must be 1: one task makes one picture; send one request for each");
        }
        return number;
    }

    /// The prompt without a byte order mark: clients read prompts from files.
    static String prompt(Fields fields, String name, Model model) {
        String prompt = ByteOrderMark.skip(fields.requiredText(name));
        Fields.requireCleanText(name, prompt);
        int length = prompt.codePointCount(0, prompt.length());
        int limit = model.terms().promptLimit();
        if (length > limit) {
            throw new Refusal(
                            ErrorCode.PROMPT_TOO_LONG,
                            "The prompt has %,d characters; the limit is %,d. Shorten it"
                                    .formatted(length, limit))
                    .about(name);
        }
        if (prompt.codePoints().allMatch(ParameterReaders::isBlank)) {
            throw GenerationRequest.invalid("prompt must not be blank: say what the picture shows")
                    .about(name);
        }
        return prompt;
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT;
    }

    static AspectRatio aspectRatio(Fields fields, String name, Model model) {
        String label = fields.text(name);
        if (label == null) {
            return model.sizes().usualShape();
        }
        AspectRatio ratio =
                AspectRatio.of(label)
                        .orElseThrow(() ->
                                GenerationRequest.invalid(
                                        "%s must be one of %s, not %s"
                                                .formatted(
                                                        name,
                                                        labels(model),
                                                        QuotedText.of(label))));
        if (!model.sizes().shapes().contains(ratio)) {
            throw new Refusal(
                            ErrorCode.SIZE_UNSUPPORTED,
                            "%s has no pictures of %s; %s must be one of %s"
                                    .formatted(model.id(), label, name, labels(model)))
                    .about(name);
        }
        return ratio;
    }

    private static String labels(Model model) {
        return model.sizes().shapes().stream()
                .map(AspectRatio::label)
                .collect(Collectors.joining(", "));
    }

    static ImageFormat format(Fields fields, String name) {
        String label = fields.text(name);
        return label == null
                ? ImageFormat.JPEG
                : ImageFormat.of(label)
                        .orElseThrow(() ->
                                GenerationRequest.invalid(
                                                name
                                                        + " must be jpeg or png, not "
                                                        + QuotedText.of(label))
                                        .about(name));
    }

    static TextCheckMode textCheck(Fields fields, String name, Model model) {
        String label = fields.text(name);
        return label == null
                ? model.terms().textCheck()
                : TextCheckMode.of(label)
                        .orElseThrow(() ->
                                GenerationRequest.invalid(
                                                "%s must be one of %s, not %s"
                                                        .formatted(
                                                                name,
                                                                String.join(
                                                                        ", ",
                                                                        TextCheckMode.labels()),
                                                                QuotedText.of(label)))
                                        .about(name));
    }

    static @Nullable String metadata(Fields fields, String name) {
        ObjectNode metadata = fields.object(name);
        if (metadata == null) {
            return null;
        }
        if (metadata.size() > MOST_METADATA) {
            throw GenerationRequest.invalid("metadata has at most " + MOST_METADATA + " pairs");
        }
        for (Map.Entry<String, JsonNode> pair : metadata.properties()) {
            checkMetadata(pair.getKey(), pair.getValue());
        }
        return Json.text(metadata);
    }

    private static void checkMetadata(String name, JsonNode value) {
        Fields.requireCleanText("a name in metadata", name);
        if (name.isEmpty() || name.length() > LONGEST_METADATA_NAME) {
            throw GenerationRequest.invalid(
                    "a name in metadata has 1 to " + LONGEST_METADATA_NAME + " characters");
        }
        String field = "metadata." + QuotedText.of(name);
        if (!value.isString()) {
            throw GenerationRequest.invalid(field + " must be a string");
        }
        Fields.requireCleanText(field, value.asString());
        if (value.asString().length() > LONGEST_METADATA_VALUE) {
            throw GenerationRequest.invalid(
                    field + " has at most " + LONGEST_METADATA_VALUE + " characters");
        }
    }
}
