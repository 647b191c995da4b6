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
final class ForeignWeights {

    private static final String REMEDY =
            "take the layout of Tongyi-MAI/Z-Image-Turbo in bf16, f16 or f32: `zimage pull` fetches it";

    private static final String OWN_BYTES =
            REMEDY + ", and 8-bit weights are made of it here (engine.precision)";

    private static final Pattern LORA =
            Pattern.compile("[._](lora_(A|B|up|down)|lokr_w1|hada_w1_a|lora\\.(up|down))\\b");

    private static final Pattern CONTROL =
            Pattern.compile("^(model\\.diffusion_model\\.|diffusion_model\\.)?control_[a-z_]+\\.");

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

    private static final Pattern TRANSFORMER = Pattern.compile("^(noise_refiner|cap_embedder)\\.");
    private static final Pattern TEXT_ENCODER =
            Pattern.compile("(^|\\.)(embed_tokens\\.weight$|layers\\.\\d+\\.self_attn\\.)");
    private static final Pattern AUTOENCODER = Pattern.compile("^decoder\\.(conv_in|mid_block)\\.");

    private final Weights weights;

    private ForeignWeights(Weights weights) {
        this.weights = weights;
    }

    /// @param layout what the weights should be
    static Optional<Fault> recognise(Weights weights, TensorLayout layout) {
        ForeignWeights foreign = new ForeignWeights(weights);
        return foreign.lora()
                .or(foreign::control)
                .or(foreign::singleFile)
                .or(foreign::quantised)
                .or(() -> foreign.otherPart(layout));
    }

    private Optional<Fault> lora() {
        return first(LORA)
                .map(name ->
                        new Fault(
                                "%s: a LoRA file, which modifies a model and is not one (%s)"
                                        .formatted(file(), Names.one(name)),
                                "put the model's own weights there, and name the LoRA file with --lora"
                                        + " or engine.lora"));
    }

    private Optional<Fault> control() {
        return first(CONTROL)
                .map(name ->
                        new Fault(
                                "%s: a ControlNet for Z-Image, which is not supported (%s)"
                                        .formatted(file(), Names.one(name)),
                                REMEDY));
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
        String more = quantisation().map(how -> ", " + how).orElse("");
        return new Fault(
                "%s: %s with ComfyUI's names (%s)%s".formatted(file(), what, Names.one(name), more),
                REMEDY);
    }

    private Optional<Fault> quantised() {
        return quantisation().map(how -> new Fault(file() + ": weights " + how, OWN_BYTES));
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
        return part(TEXT_ENCODER, "the text encoder's", "text_encoder")
                .or(() -> part(AUTOENCODER, "the autoencoder's", "vae"))
                .or(() -> part(TRANSFORMER, "the transformer's", "transformer"));
    }

    private Optional<Fault> part(Pattern names, String whose, String folder) {
        return first(names)
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
