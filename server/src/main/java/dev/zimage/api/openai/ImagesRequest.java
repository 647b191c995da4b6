package dev.zimage.api.openai;

import dev.zimage.api.Fields;
import dev.zimage.api.GenerationRequest;
import dev.zimage.api.ModelParameter;
import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.OrderParameters;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import dev.zimage.text.QuotedText;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The checked body of `POST /v1/images/generations`. What asks for something that is not to be had
/// is refused; what only hints at how the picture should be made is checked and does nothing.
///
/// @param picture what is to be drawn
/// @param count how often
/// @param inline whether the pictures stand in the answer, and not links to them
record ImagesRequest(GenerationRequest picture, int count, boolean inline) {

    /// Those of OpenAI's own parameters that ours have no name for.
    private static final List<String> OWN =
            List.of(
                    "n",
                    "size",
                    "response_format",
                    "output_compression",
                    "background",
                    "moderation",
                    "quality",
                    "style",
                    "stream",
                    "partial_images",
                    "user");

    static final List<String> FIELDS =
            Stream.concat(OrderParameters.ALL.names(OrderDialect.OPENAI).stream(), OWN.stream())
                    .toList();

    private static final List<String> QUALITIES =
            List.of("auto", "low", "medium", "high", "xhigh", "max", "standard", "hd");

    private static final int MOST = 10;

    /// Checks a body.
    ///
    /// @throws dev.zimage.api.http.Refusal that names the first thing that is wrong and what to
    ///   change
    static ImagesRequest read(ObjectNode body, Catalogue catalogue) {
        Model model = ModelParameter.optional(body, catalogue).orElseGet(() -> usual(catalogue));
        Fields fields = Fields.of(body, FIELDS);
        checkQuality(fields, model);
        checkHints(fields);
        checkStream(fields);
        return new ImagesRequest(picture(model, fields), count(fields), inline(fields));
    }

    /// Checks the form of an edit. Without a model, it means the first one that edits.
    static ImagesRequest read(EditForm form, Catalogue catalogue) {
        Model model =
                ModelParameter.optional(form.fields(), catalogue)
                        .orElseGet(() -> usualEditor(catalogue));
        if (!model.terms().edits()) {
            throw textOnly("Models such as %s are".formatted(model.id()));
        }
        form.fields().put("model", model.id());
        ImagesRequest read = read(form.fields(), catalogue);
        GenerationRequest picture =
                new GenerationRequest(
                        model,
                        read.picture.values().with(OrderParameters.IMAGE_URLS, form.pictures()));
        return new ImagesRequest(picture, read.count, read.inline);
    }

    /// @throws Refusal when no model edits
    static void requireEditor(Catalogue catalogue) {
        if (!usualEditor(catalogue).terms().edits()) {
            throw textOnly("The models here are");
        }
    }

    private static Refusal textOnly(String who) {
        return new Refusal(
                        ErrorCode.PARAMETER_UNKNOWN,
                        who
                                + " text-to-image only and take no pictures; order at"
                                + " /v1/images/generations, or choose another model")
                .about("image");
    }

    private static Model usualEditor(Catalogue catalogue) {
        return catalogue.list().stream()
                .filter(model -> model.terms().edits())
                .findFirst()
                .orElseGet(catalogue::usual);
    }

    private static Model usual(Catalogue catalogue) {
        return catalogue.usual();
    }

    private static GenerationRequest picture(Model model, Fields fields) {
        return new GenerationRequest(
                model,
                OrderParameters.ALL
                        .read(fields, OrderDialect.OPENAI, model)
                        .with(
                                OrderParameters.ASPECT_RATIO,
                                SizeParameter.read(fields.text("size"), model.sizes())));
    }

    private static int count(Fields fields) {
        Long count = fields.integer("n", 1, MOST);
        return count == null ? 1 : count.intValue();
    }

    private static boolean inline(Fields fields) {
        return "b64_json".equals(choice(fields, "response_format", List.of("url", "b64_json")));
    }

    private static void checkQuality(Fields fields, Model model) {
        List<String> qualities = model.terms().qualities();
        if (qualities.isEmpty()) {
            choice(fields, "quality", QUALITIES);
            return;
        }
        String quality = fields.text("quality");
        if (quality != null && !quality.equals("auto") && !qualities.contains(quality)) {
            throw new Refusal(
                            ErrorCode.QUALITY_UNSUPPORTED,
                            "%s has no quality %s; send auto, %s, or leave it out"
                                    .formatted(
                                            model.id(),
                                            QuotedText.of(quality),
                                            String.join(", ", qualities)))
                    .about("quality");
        }
    }

    private static void checkHints(Fields fields) {
        choice(fields, "style", List.of("vivid", "natural"));
        choice(fields, "moderation", List.of("auto", "low"));
        choice(fields, "background", List.of("auto", "opaque"));
        fields.integer("output_compression", 0, 100);
        fields.text("user");
    }

    private static void checkStream(Fields fields) {
        if (fields.flag("stream")) {
            throw GenerationRequest.invalid(
                            "stream: pictures are not streamed here; send false or leave it out")
                    .about("stream");
        }
        fields.integer("partial_images", 0, 0);
    }

    private static @Nullable String choice(Fields fields, String name, List<String> allowed) {
        String value = fields.text(name);
        if (value != null && !allowed.contains(value)) {
            throw GenerationRequest.invalid(
                            "%s must be one of %s, not %s"
                                    .formatted(
                                            name, String.join(", ", allowed), QuotedText.of(value)))
                    .about(name);
        }
        return value;
    }
}
