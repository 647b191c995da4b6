package dev.zimage.cli.model;

import dev.zimage.cli.command.CommandOutput;
import dev.zimage.config.Config;
import dev.zimage.config.EngineChoice;
import dev.zimage.config.PrecisionChoice;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.sampling.Guidance;
import dev.zimage.provenance.Receipt;
import dev.zimage.text.ByteOrderMark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a picture that is drawn by the command itself: what draws, and how.
final class ModelOptions {

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "auto, sketch or z-image. Default: auto.")
    private EngineChoice engine = EngineChoice.AUTO;

    @Option(
            names = "--weights",
            paramLabel = "DIR",
            description =
                    "The folder of a model. Default: models/z-image-turbo, else models/z-image, in"
                            + " the data directory.")
    private @Nullable Path weights;

    @Option(
            names = "--lora",
            paramLabel = "FILE@STRENGTH",
            description = "Merge a LoRA, at strength 1 unless given. Can be repeated.")
    private List<String> loras = new ArrayList<>();

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "For prepared weights. Default: DIR/prepared.")
    private @Nullable Path cache;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "1 to 100. Default: 8 (Turbo) or 28 (Z-Image).")
    private @Nullable Integer steps;

    @Option(
            names = "--guidance",
            paramLabel = "G",
            description = "0 to 30; up to 1 is none. Default: 4 with Z-Image.")
    private @Nullable Double guidance;

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "What guidance leads the picture away from.")
    private @Nullable String negativePrompt;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "auto, fp32, int8, q8 or q4. Default: auto.")
    private @Nullable PrecisionChoice precision;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute. Default: one a processor.")
    private @Nullable Integer threads;

    private static final int MOST_STEPS = 100;
    private static final int MOST_THREADS = 1024;
    private static final int LONGEST_PROMPT = 1000;

    /// The settings, with what was not given as the configuration has it by default.
    ///
    /// @param pixels the most that a picture of an aspect ratio has
    Config.Engine settings(CommandOutput streams, int pixels) {
        Config.Engine usual = Config.defaults().engine();
        return new Config.Engine(
                engine,
                1,
                Optional.ofNullable(weights),
                Optional.ofNullable(cache),
                loras(streams),
                precision == null ? usual.precision() : precision,
                pixels,
                sampling(streams, usual.sampling()),
                within(streams, "--threads", threads, usual.threads(), MOST_THREADS),
                usual.textEncoder(),
                usual.memoryMb());
    }

    /// Takes what was not given from the receipt of a picture that is to be drawn again.
    void likeReceipt(Receipt receipt) {
        if (engine == EngineChoice.AUTO) {
            engine =
                    switch (receipt.engine()) {
                        case "sketch" -> EngineChoice.SKETCH;
                        case "z-image" -> EngineChoice.Z_IMAGE;
                        default -> EngineChoice.AUTO;
                    };
        }
        if (engine != EngineChoice.Z_IMAGE) {
            return;
        }
        if (steps == null && receipt.steps() > 0) {
            steps = receipt.steps();
        }
        if (guidance == null) {
            guidance = receipt.guidance();
        }
        if (negativePrompt == null) {
            negativePrompt = receipt.negativePrompt();
        }
        if (precision == null) {
            precision =
                    Arrays.stream(PrecisionChoice.values())
                            .filter(each -> each.name().equalsIgnoreCase(receipt.precision()))
                            .findFirst()
                            .orElse(null);
        }
    }

    private List<Lora> loras(CommandOutput streams) {
        try {
            return loras.stream().map(Lora::parse).toList();
        } catch (IllegalArgumentException e) {
            throw streams.wrong("--lora: " + e.getMessage());
        }
    }

    private Config.SamplingSettings sampling(CommandOutput streams, Config.SamplingSettings usual) {
        Double scale = guidance;
        if (scale != null && !(scale >= 0 && scale <= Guidance.MOST)) {
            throw streams.wrong("--guidance must be 0 to 30, not " + scale);
        }
        String negative = negativePrompt == null ? "" : ByteOrderMark.skip(negativePrompt);
        if (negative.codePointCount(0, negative.length()) > LONGEST_PROMPT) {
            throw streams.wrong("--negative-prompt must have at most 1,000 characters");
        }
        return new Config.SamplingSettings(
                within(streams, "--steps", steps, usual.steps(), MOST_STEPS),
                Optional.ofNullable(scale),
                negative);
    }

    private static int within(
            CommandOutput streams, String option, @Nullable Integer given, int usual, int most) {
        if (given == null) {
            return usual;
        }
        streams.requireWithin(option, most, given);
        return given;
    }

    /// The settings that were given and change the picture, by their names in the configuration.
    Set<String> given() {
        Set<String> names = new HashSet<>();
        addIfGiven(names, "weights", weights);
        addIfGiven(names, "lora", loras.isEmpty() ? null : loras);
        addIfGiven(names, "steps", steps);
        addIfGiven(names, "guidance", guidance);
        addIfGiven(names, "negative_prompt", negativePrompt);
        addIfGiven(names, "precision", precision);
        return names;
    }

    private static void addIfGiven(Set<String> names, String name, @Nullable Object value) {
        if (value != null) {
            names.add(name);
        }
    }
}
