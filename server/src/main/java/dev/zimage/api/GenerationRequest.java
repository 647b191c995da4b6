package dev.zimage.api;

import dev.zimage.config.ByteOrderMark;
import dev.zimage.config.QuotedText;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The checked body of `POST /api/v1/images/generations`. A member that is null counts as left out.
///
/// @param seed null to have one drawn
/// @param metadata a JSON object, null for none
/// @param callbackUrl not checked yet, null for none
public record GenerationRequest(
        Model model,
        String prompt,
        AspectRatio aspectRatio,
        boolean nsfwChecker,
        @Nullable Long seed,
        ImageFormat format,
        @Nullable String metadata,
        @Nullable String callbackUrl) {

    static final int LONGEST_PROMPT = 1000;
    private static final int MOST_METADATA = 16;
    private static final int LONGEST_METADATA_NAME = 64;
    private static final int LONGEST_METADATA_VALUE = 512;

    static final List<String> FIELDS =
            List.of(
                    ModelParameter.NAME,
                    "prompt",
                    "aspect_ratio",
                    "nsfw_checker",
                    "seed",
                    "output_format",
                    "callback_url",
                    "metadata",
                    "n");

    /// Checks a body against the contract.
    ///
    /// @throws Refusal that names the first thing that is wrong and what to change
    public static GenerationRequest read(ObjectNode body, Catalogue catalogue) {
        Model model = ModelParameter.required(body, FIELDS, catalogue);
        Fields fields = Fields.of(body, FIELDS);
        String prompt = fields.requiredText("prompt");
        checkNumber(fields);
        return new GenerationRequest(
                model,
                checkedPrompt(prompt),
                aspectRatio(fields.text("aspect_ratio")),
                fields.flag("nsfw_checker"),
                fields.integer("seed", 0, ImageRequest.MAX_SEED),
                format(fields.text("output_format")),
                metadata(fields.object("metadata")),
                fields.text("callback_url"));
    }

    private static void checkNumber(Fields fields) {
        Long number = fields.integer("n", Long.MIN_VALUE, Long.MAX_VALUE);
        if (number != null && number != 1) {
            throw invalid("n must be 1: one task makes one picture; send one request for each");
        }
    }

    /// The prompt, if it is one, without a byte order mark: clients read prompts from files.
    ///
    /// @throws Refusal that says what to change
    public static String checkedPrompt(String given) {
        String prompt = ByteOrderMark.skip(given);
        Fields.requireCleanText("prompt", prompt);
        int length = prompt.codePointCount(0, prompt.length());
        if (length > LONGEST_PROMPT) {
            throw new Refusal(
                            ErrorCode.PROMPT_TOO_LONG,
                            "The prompt has %,d characters; the limit is %,d. Shorten it"
                                    .formatted(length, LONGEST_PROMPT))
                    .about("prompt");
        }
        if (prompt.codePoints().allMatch(GenerationRequest::isBlank)) {
            throw invalid("prompt must not be blank: say what the picture shows").about("prompt");
        }
        return prompt;
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT;
    }

    private static AspectRatio aspectRatio(@Nullable String label) {
        return label == null
                ? AspectRatio.SQUARE
                : AspectRatio.of(label)
                        .orElseThrow(() ->
                                invalid(
                                        "aspect_ratio must be one of %s, not %s"
                                                .formatted(
                                                        AspectRatio.labels(),
                                                        QuotedText.of(label))));
    }

    /// The format with this label, the usual one for null.
    ///
    /// @throws Refusal when there is none
    public static ImageFormat format(@Nullable String label) {
        return label == null
                ? ImageFormat.JPEG
                : ImageFormat.of(label)
                        .orElseThrow(() ->
                                invalid(
                                                "output_format must be jpeg or png, not "
                                                        + QuotedText.of(label))
                                        .about("output_format"));
    }

    private static @Nullable String metadata(@Nullable ObjectNode metadata) {
        if (metadata == null) {
            return null;
        }
        if (metadata.size() > MOST_METADATA) {
            throw invalid("metadata has at most " + MOST_METADATA + " pairs");
        }
        for (Map.Entry<String, JsonNode> pair : metadata.properties()) {
            checkMetadata(pair.getKey(), pair.getValue());
        }
        return Json.text(metadata);
    }

    private static void checkMetadata(String name, JsonNode value) {
        Fields.requireCleanText("a name in metadata", name);
        if (name.isEmpty() || name.length() > LONGEST_METADATA_NAME) {
            throw invalid("a name in metadata has 1 to " + LONGEST_METADATA_NAME + " characters");
        }
        String field = "metadata." + QuotedText.of(name);
        if (!value.isString()) {
            throw invalid(field + " must be a string");
        }
        Fields.requireCleanText(field, value.asString());
        if (value.asString().length() > LONGEST_METADATA_VALUE) {
            throw invalid(field + " has at most " + LONGEST_METADATA_VALUE + " characters");
        }
    }

    public static Refusal invalid(String message) {
        return new Refusal(ErrorCode.PARAMETER_INVALID, message);
    }

    /// The parameters of a model, for clients that ask.
    static List<Json.Parameter> parameters() {
        return List.of(
                new Json.Parameter("model", "string", true, null, "The model's id", null),
                new Json.Parameter(
                        "prompt",
                        "string",
                        true,
                        null,
                        "What the picture shows: 1 to 1,000 characters",
                        null),
                new Json.Parameter(
                        "aspect_ratio",
                        "string",
                        false,
                        "1:1",
                        "The shape of the picture",
                        Arrays.stream(AspectRatio.values())
                                .map(AspectRatio::label)
                                .collect(Collectors.toList())),
                new Json.Parameter(
                        "nsfw_checker",
                        "boolean",
                        false,
                        false,
                        "Whether prompt and picture are checked",
                        null),
                new Json.Parameter(
                        "seed",
                        "integer",
                        false,
                        null,
                        "0 to 4294967295; drawn at random when left out",
                        null),
                new Json.Parameter(
                        "output_format",
                        "string",
                        false,
                        "jpeg",
                        "The format of the file",
                        Arrays.stream(ImageFormat.values()).map(ImageFormat::label).toList()),
                new Json.Parameter(
                        "callback_url",
                        "string",
                        false,
                        null,
                        "https URL that is told when the task has ended",
                        null),
                new Json.Parameter(
                        "metadata",
                        "object",
                        false,
                        null,
                        "Up to 16 pairs of strings that are handed back as sent",
                        null));
    }
}
