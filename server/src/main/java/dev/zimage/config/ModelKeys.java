package dev.zimage.config;

import dev.zimage.engine.ImageSize;
import dev.zimage.engine.lora.Lora;
import dev.zimage.textcheck.TextCheckMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The settings of the models that an installation offers.
final class ModelKeys {

    static final ConfigSection SECTION = new ConfigSection();

    /// The group of all settings here.
    static final String GROUP = "models";

    static final ConfigFamily<String> NAME =
            SECTION.family(
                    "models.<id>.name",
                    "",
                    ValueType.line(100),
                    "Name of the model for people. Empty: its id.");

    static final ConfigFamily<String> DESCRIPTION =
            SECTION.family(
                    "models.<id>.description",
                    "",
                    ValueType.line(300),
                    "What the model is good for, in one line.");

    static final ConfigFamily<Optional<BigDecimal>> PRICE =
            SECTION.family(
                    "models.<id>.price",
                    "",
                    ValueType.optionalUsd(),
                    "Price of a picture in USD. A credit is 0.001 USD; the price in credits is"
                            + " rounded up. Empty: 0.004 for `z-image`; any other model takes no"
                            + " orders of live keys.");

    static final ConfigFamily<Optional<String>> ENGINE =
            SECTION.family(
                    "models.<id>.engine",
                    "",
                    ValueType.optionalName(),
                    "Engine that draws the model, by its name in `engines.<name>`. Empty: the one"
                            + " of `engine.name`.");

    static final ConfigFamily<String> SERVED_NAME =
            SECTION.family(
                    "models.<id>.upstream_model",
                    "",
                    ValueType.line(200),
                    "What the servers of the engine call the model. Empty: `engines.<name>.model`,"
                            + " else the id.");

    static final ConfigFamily<List<ImageSize>> SIZES =
            SECTION.family(
                    "models.<id>.sizes",
                    "",
                    ListType.sizes(),
                    "Sizes of its pictures, one for each [aspect ratio](#sizes-of-pictures) that"
                            + " it has. Empty: those of `engine.pixels`.");

    static final ConfigFamily<Integer> PROMPT_LIMIT =
            SECTION.family(
                    "models.<id>.prompt_limit",
                    "1000",
                    ValueType.wholeNumber(1, 10_000),
                    "Most characters of a prompt.");

    static final ConfigFamily<Integer> STEPS =
            SECTION.family(
                    "models.<id>.steps",
                    "0",
                    ValueType.wholeNumber(0, 200),
                    "Steps from noise to a picture that its servers are asked for, or that the"
                            + " model of this process takes, at most 100. `0`: as many as the servers"
                            + " take by themselves, or `engine.steps`.");

    static final ConfigFamily<List<Lora>> LORA =
            SECTION.family(
                    "models.<id>.lora",
                    "",
                    ListType.loras(),
                    "LoRA files that the model of this process is [changed"
                            + " with](models.md#several-models-from-one-folder) for this id. Empty:"
                            + " those of `engine.lora`.");

    static final ConfigFamily<Optional<Double>> GUIDANCE =
            SECTION.family(
                    "models.<id>.guidance",
                    "",
                    ValueType.guidance(),
                    "Scale of the guidance with the model of this process. Empty: that of"
                            + " `engine.guidance`.");

    static final ConfigFamily<String> NEGATIVE_PROMPT =
            SECTION.family(
                    "models.<id>.negative_prompt",
                    "",
                    ValueType.text(1000),
                    "What guided pictures of the model of this process are led away from. Empty:"
                            + " `engine.negative_prompt`.");

    static final ConfigFamily<Boolean> NSFW_CHECKER =
            SECTION.family(
                    "models.<id>.nsfw_checker",
                    "false",
                    ValueType.trueOrFalse(),
                    "Whether orders that leave `nsfw_checker` out are checked.");

    static final ConfigFamily<TextCheckMode> TEXT_CHECK =
            SECTION.family(
                    "models.<id>.text_check",
                    "off",
                    ValueType.oneOf(TextCheckMode.class),
                    "[Text check](text-check.md) of orders that leave `text_check` out.");

    static final ConfigFamily<List<String>> ALIASES =
            SECTION.family(
                    "models.<id>.aliases",
                    "",
                    ListType.lines(32, 100),
                    "Other ids under which clients may order the model, such as `dall-e-3`.");

    static final ConfigFamily<Set<ModelInput>> INPUTS =
            SECTION.family(
                    "models.<id>.inputs",
                    "text",
                    ModelInput.TYPE,
                    "What its orders have: a prompt, or a prompt and optionally [pictures to"
                            + " edit](engines.md#models-that-edit-pictures).");

    static final ConfigFamily<List<String>> QUALITIES =
            SECTION.family(
                    "models.<id>.qualities",
                    "",
                    ListType.lines(16, 40),
                    "Values of OpenAI's `quality` that orders may have beside `auto`; others are"
                            + " refused. They do not change the picture. Empty: all that OpenAI's"
                            + " clients know.");

    static final ConfigFamily<WhenDown> WHEN_DOWN =
            SECTION.family(
                    "models.<id>.when_down",
                    "refuse",
                    ValueType.oneOf(WhenDown.class),
                    "What becomes of orders while the engine does not answer: they are refused with"
                            + " 60012, or wait in the queue.");

    private ModelKeys() {}
}
