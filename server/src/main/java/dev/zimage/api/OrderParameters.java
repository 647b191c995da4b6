package dev.zimage.api;

import dev.zimage.api.OrderParameter.OrderDialect;
import dev.zimage.api.http.Refusal;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.errors.ErrorCode;
import dev.zimage.intake.GivenPicture;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Catalogue;
import dev.zimage.models.Model;
import dev.zimage.tasks.SourceSet;
import dev.zimage.textcheck.TextCheckMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The parameters of an order. A new one is declared here and added to [#ALL]; [GenerationRequest]
/// gets an accessor for whoever acts on it.
public final class OrderParameters {

    static final OrderParameter<String> MODEL =
            new OrderParameter<>("model", "string", "The model's id", Fields::text)
                    .required()
                    .alsoIn(OrderDialect.OPENAI, OrderDialect.MCP)
                    .forTools(OrderParameters::modelOfTools);

    static final OrderParameter<String> PROMPT =
            OrderParameter.ofModel(
                            "prompt", "string", "What the picture shows", ParameterReaders::prompt)
                    .required()
                    .rule("minLength", 1)
                    .rule("maxLength", ParameterReaders.LONGEST_PROMPT)
                    .alsoIn(OrderDialect.OPENAI, OrderDialect.MCP)
                    .forTools(catalogue ->
                            Map.of(
                                    "description",
                                    "What the picture shows, in English or Chinese; the text to"
                                            + " be written on it, in quotation marks",
                                    "maxLength",
                                    catalogue.longestPrompt()));

    public static final OrderParameter<AspectRatio> ASPECT_RATIO =
            OrderParameter.ofModel(
                            "aspect_ratio",
                            "string",
                            "The shape of the picture",
                            ParameterReaders::aspectRatio)
                    .oneOf(Arrays.stream(AspectRatio.values()).map(AspectRatio::label).toList())
                    .usually(AspectRatio.SQUARE.label())
                    .writtenAs(AspectRatio::label)
                    .alsoIn(OrderDialect.MCP)
                    .forTools(catalogue ->
                            Map.of(
                                    "description",
                                    "Width to height. In pixels: " + sizes(catalogue)));

    static final OrderParameter<Boolean> NSFW_CHECKER =
            OrderParameter.ofModel(
                            "nsfw_checker",
                            "boolean",
                            "Whether prompt and picture are checked",
                            (Fields fields, String name, Model model) ->
                                    fields.flag(name, model.terms().checked()))
                    .usually(false)
                    .alsoIn(OrderDialect.OPENAI, OrderDialect.MCP)
                    .describedToToolsAs(
                            "Whether prompt and picture are checked for what is not safe for work");

    static final OrderParameter<TextCheckMode> TEXT_CHECK =
            OrderParameter.ofModel(
                            "text_check",
                            "string",
                            "Whether the words that the prompt quotes are read back from the"
                                    + " picture, and wrong pictures drawn again",
                            ParameterReaders::textCheck)
                    .oneOf(TextCheckMode.labels())
                    .usually(TextCheckMode.OFF.label())
                    .writtenAs(TextCheckMode::label)
                    .alsoIn(OrderDialect.OPENAI, OrderDialect.MCP)
                    .describedToToolsAs(
                            "Whether the words that the prompt quotes are read back from the"
                                    + " picture: `report` says what was read, `retry` also draws"
                                    + " again while words are wrong, at no further cost");

    static final OrderParameter<Long> SEED =
            new OrderParameter<>(
                            "seed",
                            "integer",
                            "0 to 4294967295; drawn at random when left out",
                            (fields, name) -> fields.integer(name, 0, ImageRequest.MAX_SEED))
                    .rule("minimum", 0)
                    .rule("maximum", ImageRequest.MAX_SEED)
                    .alsoIn(OrderDialect.OPENAI, OrderDialect.MCP)
                    .describedToToolsAs(
                            "The same order with the same seed is the same picture; drawn at random"
                                    + " when left out");

    static final OrderParameter<ImageFormat> OUTPUT_FORMAT =
            new OrderParameter<>(
                            "output_format",
                            "string",
                            "The format of the file",
                            ParameterReaders::format)
                    .oneOf(Arrays.stream(ImageFormat.values()).map(ImageFormat::label).toList())
                    .usually(ImageFormat.JPEG.label())
                    .writtenAs(ImageFormat::label)
                    .alsoIn(OrderDialect.OPENAI, OrderDialect.MCP);

    static final OrderParameter<String> CALLBACK_URL =
            new OrderParameter<>(
                            "callback_url",
                            "string",
                            "https URL that is told when the task has ended",
                            Fields::text)
                    .rule("maxLength", 2048);

    static final OrderParameter<String> METADATA =
            new OrderParameter<>(
                            "metadata",
                            "object",
                            "Up to 16 pairs of strings that are handed back as sent",
                            ParameterReaders::metadata)
                    .rule("maxProperties", ParameterReaders.MOST_METADATA)
                    .writtenAs(Json::sorted);

    static final OrderParameter<List<GivenPicture>> IMAGE_URL =
            new OrderParameter<>(
                            "image_url",
                            "string",
                            "A picture to edit: an https URL, or a data URL",
                            PictureParameters::one)
                    .onlyFor(model -> model.terms().edits())
                    .writtenAs(PictureParameters::fingerprint)
                    .alsoIn(OrderDialect.MCP);

    /// Also the pictures of OpenAI's edits, which come as files.
    public static final OrderParameter<List<GivenPicture>> IMAGE_URLS =
            new OrderParameter<>(
                            "image_urls",
                            "array",
                            "Pictures to edit, in place of image_url",
                            PictureParameters::several)
                    .rule("items", Map.of("type", "string"))
                    .rule("minItems", 1)
                    .rule("maxItems", SourceSet.MOST)
                    .onlyFor(model -> model.terms().edits())
                    .writtenAs(PictureParameters::fingerprint)
                    .alsoIn(OrderDialect.MCP);

    static final OrderParameter<Long> N =
            new OrderParameter<>(
                            "n", "integer", "One task makes one picture", ParameterReaders::number)
                    .rule("const", 1)
                    .unlisted();

    /// All parameters, in the order of the documentation.
    public static final OrderParameters ALL =
            new OrderParameters(
                    List.of(
                            MODEL,
                            PROMPT,
                            ASPECT_RATIO,
                            NSFW_CHECKER,
                            SEED,
                            OUTPUT_FORMAT,
                            CALLBACK_URL,
                            METADATA,
                            IMAGE_URL,
                            IMAGE_URLS,
                            TEXT_CHECK,
                            N));

    private final Map<OrderDialect, List<OrderParameter<?>>> byDialect =
            new EnumMap<>(OrderDialect.class);
    private final Map<OrderDialect, List<String>> names = new EnumMap<>(OrderDialect.class);

    OrderParameters(List<OrderParameter<?>> parameters) {
        for (OrderDialect dialect : OrderDialect.values()) {
            List<OrderParameter<?>> own =
                    parameters.stream().filter(parameter -> parameter.isIn(dialect)).toList();
            byDialect.put(dialect, own);
            names.put(dialect, own.stream().map(OrderParameter::name).toList());
        }
    }

    private static String sizes(Catalogue catalogue) {
        return catalogue.list().size() == 1
                ? catalogue.usual().sizes().toString()
                : catalogue.list().stream()
                        .map(model -> model.id() + ": " + model.sizes())
                        .collect(Collectors.joining("; "));
    }

    private static Map<String, Object> modelOfTools(Catalogue catalogue) {
        List<String> ids = catalogue.list().stream().map(Model::id).toList();
        return Map.of("description", "The model", "enum", ids, "default", ids.getFirst());
    }

    /// Those that a dialect has.
    public List<OrderParameter<?>> in(OrderDialect dialect) {
        return byDialect.getOrDefault(dialect, List.of());
    }

    /// The names of those that a dialect has.
    public List<String> names(OrderDialect dialect) {
        return names.getOrDefault(dialect, List.of());
    }

    /// Reads those that a dialect has and a model takes.
    ///
    /// @param fields no others than the dialect has
    /// @throws Refusal that names the first thing that is wrong and what to change
    public ParameterValues read(Fields fields, OrderDialect dialect, Model model) {
        for (OrderParameter<?> parameter : in(dialect)) {
            if (fields.has(parameter.name()) && !parameter.isTakenBy(model)) {
                throw notTaken(parameter, model);
            }
        }
        return ParameterValues.read(in(dialect), fields, model);
    }

    private static Refusal notTaken(OrderParameter<?> parameter, Model model) {
        return new Refusal(
                        ErrorCode.PARAMETER_UNKNOWN,
                        "The model %s %s; leave %s out or choose another model"
                                .formatted(
                                        model.id(),
                                        takesNone(parameter)
                                                ? "is text-to-image only: it takes no pictures"
                                                : "does not take " + parameter.name(),
                                        parameter.name()))
                .about(parameter.name());
    }

    private static boolean takesNone(OrderParameter<?> parameter) {
        return parameter == IMAGE_URL || parameter == IMAGE_URLS;
    }

    /// Those that tools have, where a model of the catalogue takes them.
    public List<OrderParameter<?>> ofTools(Catalogue catalogue) {
        return in(OrderDialect.MCP).stream()
                .filter(parameter -> catalogue.list().stream().anyMatch(parameter::isTakenBy))
                .toList();
    }

    /// What the catalogue says of the parameters that a model takes.
    List<Json.Parameter> of(Model model) {
        return in(OrderDialect.API).stream()
                .filter(parameter -> parameter.isListed() && parameter.isTakenBy(model))
                .map(parameter -> listed(parameter, model))
                .toList();
    }

    private static Json.Parameter listed(OrderParameter<?> parameter, Model model) {
        Object usual = parameter.usual();
        String description = parameter.description();
        List<String> values = parameter.values();
        if (parameter == PROMPT) {
            description += ": 1 to %,d characters".formatted(model.terms().promptLimit());
        } else if (parameter == ASPECT_RATIO) {
            usual = model.sizes().usualShape().label();
            values = model.sizes().shapes().stream().map(AspectRatio::label).toList();
        } else if (parameter == NSFW_CHECKER) {
            usual = model.terms().checked();
        } else if (parameter == TEXT_CHECK) {
            usual = model.terms().textCheck().label();
        }
        return new Json.Parameter(
                parameter.name(),
                parameter.type(),
                parameter.isRequired(),
                usual,
                description,
                values);
    }
}
