package dev.zimage.engine.model;

import dev.zimage.engine.Fault;
import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Recognises weights that are published in a form that is not read, by the names and the types of
/// their tensors: ComfyUI's single files, quantised ones, LoRA files, and weights of another part
/// of the model.
final class UnsupportedWeights {

    /// Written beside values that are to be multiplied or looked up before they are used.
    private static final Pattern QUANTISED =
            Pattern.compile(
                    "(^|\\.)(scale_weight|weight_scale(_2)?|scale_input|input_scale|scaled_fp8"
                            + "|comfy_quant|absmax|quant_map|qweight|qzeros|wscales)$"
                            + "|\\.quant_state\\.");

    private static final Pattern COMFY_TRANSFORMER =
            Pattern.compile(
                    "(^|\\.)(attention\\.(qkv|q_norm|k_norm|out)|x_embedder|final_layer\\.linear)"
                            + "\\.weight$"
                            + "|^(model\\.)?diffusion_model\\.");
    private static final Pattern COMFY_AUTOENCODER =
            Pattern.compile(
                    "(^|\\.)(decoder\\.(up\\.\\d+\\.block|mid\\.(block_1|attn_1))\\.)|^first_stage_model\\.");
    private static final Pattern ALL_IN_ONE =
            Pattern.compile(
                    "^(text_encoders|cond_stage_model|conditioner|first_stage_model|vae)\\.");

    private final Weights weights;

    private UnsupportedWeights(Weights weights) {
        this.weights = weights;
    }

    /// @param layout what the weights should be
    static Optional<Fault> recognise(Weights weights, TensorLayout layout) {
        UnsupportedWeights foreign = new UnsupportedWeights(weights);
        return foreign.lora()
                .or(foreign::control)
                .or(foreign::singleFile)
                .or(foreign::quantised)
                .or(() -> foreign.otherPart(layout));
    }

    private Optional<Fault> lora() {
        return WeightsKind.LORA
                .firstOf(weights.names())
                .map(name ->
                        new Fault(
                                "%s: a LoRA file, which modifies a model and is not one (%s)"
                                        .formatted(file(), Names.one(name)),
                                "put the model's own weights there, and name the LoRA file with --lora"
                                        + " or engine.lora"));
    }

    private Optional<Fault> control() {
        return WeightsKind.CONTROL
                .firstOf(weights.names())
                .map(name ->
                        new Fault(
                                "%s: a ControlNet for Z-Image, which is not supported (%s)"
                                        .formatted(file(), Names.one(name)),
                                "take Z-Image-Turbo (`zimage pull`) or Z-Image (`zimage pull z-image`)"));
    }

    private Optional<Fault> singleFile() {
        Optional<String> transformer = first(COMFY_TRANSFORMER);
        if (transformer.isPresent()) {
            boolean allInOne = first(ALL_IN_ONE).isPresent();
            return Optional.of(
                    fault(
                            allInOne ? "a checkpoint of all parts" : "a transformer in one file",
                            transformer.get()));
        }
        return first(COMFY_AUTOENCODER).map(name -> fault("an autoencoder", name));
    }

    private Fault fault(String what, String name) {
        String more = quantisation().map(how -> ", " + how.replaceFirst(" \\(.*", "")).orElse("");
        return new Fault(
                "%s: %s with ComfyUI's names (%s)%s".formatted(file(), what, Names.one(name), more),
                remedy());
    }

    private Optional<Fault> quantised() {
        return quantisation().map(how -> new Fault(file() + ": weights " + how, remedy()));
    }

    private String remedy() {
        return ImportAdvice.of(file(), WeightsKind.of(weights.names()));
    }

    private Optional<String> quantisation() {
        Optional<String> scale = first(QUANTISED);
        Optional<String> fp8 = firstOf(name -> type(name).startsWith("F8_"));
        if (fp8.isEmpty()) {
            return scale.map(name -> "quantised (%s)".formatted(Names.one(name)));
        }
        return fp8.map(name ->
                "%s (%s is %s)"
                        .formatted(
                                scale.isPresent() ? "scaled to fp8" : "in fp8",
                                Names.one(name),
                                type(name)));
    }

    /// A part of the model in the folder of another.
    private Optional<Fault> otherPart(TensorLayout layout) {
        boolean none = weights.names().stream().noneMatch(layout.shapes()::containsKey);
        if (!none) {
            return Optional.empty();
        }
        return part(WeightsKind.TEXT_ENCODER, "the text encoder's", "text_encoder")
                .or(() -> part(WeightsKind.AUTOENCODER, "the autoencoder's", "vae"))
                .or(() -> part(WeightsKind.TRANSFORMER, "the transformer's", "transformer"));
    }

    private Optional<Fault> part(WeightsKind kind, String whose, String folder) {
        return kind.firstOf(weights.names())
                .map(name ->
                        new Fault(
                                "%s: %s weights in the folder of another part (%s)"
                                        .formatted(file(), whose, Names.one(name)),
                                "move them to %s, or fetch the model with `zimage pull`"
                                        .formatted(folder)));
    }

    private Optional<String> first(Pattern pattern) {
        return firstOf(pattern.asPredicate());
    }

    private Optional<String> firstOf(Predicate<String> which) {
        return weights.names().stream().filter(which).findFirst();
    }

    private String type(String name) {
        return String.valueOf(weights.type(name));
    }

    private Path file() {
        List<Path> files = weights.files();
        return files.size() == 1 ? files.getFirst() : weights.folder();
    }
}
