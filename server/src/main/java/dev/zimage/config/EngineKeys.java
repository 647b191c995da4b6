package dev.zimage.config;

import dev.zimage.engine.lora.Lora;
import dev.zimage.origin.BaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The settings of the engine, and the hub its model comes from.
final class EngineKeys {

    static final ConfigSection SECTION = new ConfigSection();

    static final ConfigKey<EngineChoice> ENGINE_NAME =
            SECTION.key(
                    "engine.name",
                    "auto",
                    ValueType.oneOf(EngineChoice.class),
                    "Engine that draws. `auto` takes the best that is installed.");

    static final ConfigKey<Integer> ENGINE_WORKERS =
            SECTION.key(
                    "engine.workers",
                    "0",
                    ValueType.wholeNumber(0, 64),
                    "Pictures that are drawn at once. `0`: one with the model, which takes all"
                            + " processors; one for each processor with `sketch`.");

    static final ConfigKey<Optional<Path>> ENGINE_WEIGHTS =
            SECTION.key(
                    "engine.weights",
                    "",
                    ValueType.folder(),
                    "Folder of the model. Empty: `models/z-image-turbo`, else `models/z-image`, in"
                            + " the data directory, where `zimage pull` puts them.");

    static final ConfigKey<Optional<Path>> ENGINE_CACHE =
            SECTION.key(
                    "engine.cache",
                    "",
                    ValueType.folder(),
                    "Folder for prepared weights, which are made once for each precision."
                            + " Empty: `prepared` in the model's folder, or where that cannot be"
                            + " written, `cache` in the data directory.");

    static final ConfigKey<List<Lora>> ENGINE_LORA =
            SECTION.key(
                    "engine.lora",
                    "",
                    ListType.loras(),
                    "LoRA files that the model is [changed with](models.md#lora-files), each with"
                            + " its strength behind an `@`. Each choice has prepared weights of its"
                            + " own.");

    static final ConfigKey<PrecisionChoice> ENGINE_PRECISION =
            SECTION.key(
                    "engine.precision",
                    "auto",
                    ValueType.oneOf(PrecisionChoice.class),
                    "How the model's linear layers are computed. `auto`: the faster of `int8`"
                            + " and `q8`, [measured](models.md#precision) on this machine.");

    static final ConfigKey<Integer> ENGINE_PIXELS =
            SECTION.key(
                    "engine.pixels",
                    "1048576",
                    ValueType.wholeNumber(65_536, 1_048_576),
                    "Most pixels of a picture, for slow machines: each aspect ratio has the"
                            + " [largest size](#sizes-of-pictures) that has no more.");

    static final ConfigKey<Integer> ENGINE_STEPS =
            SECTION.key(
                    "engine.steps",
                    "0",
                    ValueType.wholeNumber(0, 100),
                    "Steps from noise to a picture with the model. `0`: 8 with Z-Image-Turbo, 28"
                            + " with Z-Image, which can use up to 50.");
    static final ConfigKey<Optional<Double>> ENGINE_GUIDANCE =
            SECTION.key(
                    "engine.guidance",
                    "",
                    ValueType.guidance(),
                    "Scale of the [guidance](models.md#z-image-with-guidance) towards the prompt,"
                            + " which doubles the time of a step. `1` or less: none. Empty: 4 with"
                            + " Z-Image, none with Z-Image-Turbo.");
    static final ConfigKey<String> ENGINE_NEGATIVE_PROMPT =
            SECTION.key(
                    "engine.negative_prompt",
                    "",
                    ValueType.text(1000),
                    "What all guided pictures are led away from, such as `blurry, watermark`.");
    static final ConfigKey<Integer> ENGINE_THREADS =
            SECTION.key(
                    "engine.threads",
                    "0",
                    ValueType.wholeNumber(0, 1024),
                    "Threads that compute one picture with the model. `0`: one for each"
                            + " processor.");

    static final ConfigKey<TextEncoderChoice> ENGINE_TEXT_ENCODER =
            SECTION.key(
                    "engine.text_encoder",
                    "auto",
                    ValueType.oneOf(TextEncoderChoice.class),
                    "Whether the model's text encoder stays loaded, which takes memory, or is"
                            + " loaded for each new prompt. `auto`: it stays where there is room.");

    static final ConfigKey<Integer> ENGINE_MEMORY_MB =
            SECTION.key(
                    "engine.memory_mb",
                    "0",
                    ValueType.wholeNumber(0, 100_000_000),
                    "Memory that the model may use, in MB; a picture that needs more is refused."
                            + " `0`: all of the machine's.");

    static final ConfigKey<Optional<BaseUrl>> HUB_URL =
            SECTION.key(
                    "hub.url",
                    "",
                    ValueType.publicUrl(),
                    "Hub that `zimage pull` asks for models. Empty: `HF_ENDPOINT`, else Hugging"
                            + " Face.");

    static final ConfigKey<Optional<Path>> HUB_TOKEN_FILE =
            SECTION.key(
                    "hub.token_file",
                    "",
                    ValueType.file(),
                    "File with the token that this hub wants.");

    private EngineKeys() {}
}
