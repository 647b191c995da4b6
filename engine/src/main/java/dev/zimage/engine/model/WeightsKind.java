package dev.zimage.engine.model;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the weights in a file are of, told by the names of the tensors, whichever program wrote it.
public enum WeightsKind {
    LORA("a LoRA file", "[._](lora_(A|B|up|down)|lokr_w1|hada_w1_a|lora\\.(up|down))\\b"),
    CONTROL("a ControlNet", "(^|\\.)(control_[a-z_]+|controlnet_\\w+)\\."),
    TRANSFORMER("a transformer", "(^|\\.)(noise_refiner|context_refiner|cap_embedder)\\."),
    AUTOENCODER("an autoencoder", "(^|\\.)decoder\\.(conv_in|mid|mid_block|up|up_blocks)\\."),
    TEXT_ENCODER(
            "a text encoder",
            "(^|\\.)(embed_tokens\\.weight$|layers\\.\\d+\\.self_attn\\.)"
                    + "|^(token_embd\\.weight$|blk\\.\\d+\\.attn_q\\.)"),
    OTHER_TRANSFORMER(
            "a transformer of another family",
            "(^|\\.)(double_blocks|transformer_blocks|joint_blocks|input_blocks)\\."),
    OTHER_TEXT_ENCODER(
            "a text encoder of another family",
            "(^|\\.)(encoder\\.block\\.\\d+\\.layer|text_model\\.encoder)\\.");

    private final String description;
    private final Pattern names;

    WeightsKind(String description, String names) {
        this.description = description;
        this.names = Pattern.compile(names);
    }

    /// With its article, for messages.
    public String description() {
        return description;
    }

    /// The kind of a file with these names; of a checkpoint of all parts that of the transformer.
    /// Empty when they are of nothing that is known.
    public static Optional<WeightsKind> of(Collection<String> names) {
        for (WeightsKind kind : values()) {
            if (kind.firstOf(names).isPresent()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// The first name that only weights of this kind have.
    Optional<String> firstOf(Collection<String> all) {
        return all.stream().filter(names.asPredicate()).findFirst();
    }
}
