package dev.zimage.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shape of the text encoder, a Qwen3: `text_encoder/config.json`, as transformers'
/// `Qwen3Model` reads it.
///
/// @param vocabulary number of token ids
/// @param hidden width of a token
/// @param layers of the whole model; the states that are used come before the last one
/// @param heads of queries
/// @param keyValueHeads of keys and values, a divisor of `heads`
/// @param headDim width of a head
/// @param feedForward hidden width of the feed-forward layers
/// @param normEps of all RMS norms
/// @param ropeTheta base of the rotary frequencies
/// @param attentionBias whether the projections of the attention have biases
public record TextEncoderConfig(
        int vocabulary,
        int hidden,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        int feedForward,
        double normEps,
        double ropeTheta,
        boolean attentionBias) {

    private static final int USUAL_HEAD_DIM = 128;
    private static final int MOST_QUERIES = 1 << 20;

    static TextEncoderConfig read(Path file) throws IOException {
        ConfigFile config = ConfigFile.read(file);
        String type = config.text("model_type", "qwen3");
        config.refuse("model_type", !type.equals("qwen3"), "\"qwen3\"");
        String activation = config.text("hidden_act", "silu");
        config.refuse("hidden_act", !activation.equals("silu"), "\"silu\"");
        config.refuse("use_sliding_window", config.flag("use_sliding_window", false), "false");
        config.refuse(
                "layer_types",
                config.texts("layer_types").stream().anyMatch(t -> !t.equals("full_attention")),
                "\"full_attention\"");
        int heads = config.count("num_attention_heads");
        TextEncoderConfig read =
                new TextEncoderConfig(
                        config.count("vocab_size"),
                        config.count("hidden_size"),
                        config.layers("num_hidden_layers"),
                        heads,
                        config.count("num_key_value_heads", heads),
                        config.count("head_dim", USUAL_HEAD_DIM),
                        config.count("intermediate_size"),
                        config.positive("rms_norm_eps", 1e-6),
                        ropeTheta(config),
                        config.flag("attention_bias", false));
        read.check(config);
        return read;
    }

    /// Older files have the base at the top, newer ones in an object of its own.
    private static double ropeTheta(ConfigFile config) throws ModelException {
        for (String name : List.of("rope_parameters", "rope_scaling")) {
            @Nullable ConfigFile rope = config.section(name);
            if (rope != null) {
                String type = rope.text("rope_type", rope.text("type", "default"));
                rope.refuse("rope_type", !type.equals("default"), "\"default\"");
                if (rope.has("rope_theta")) {
                    return rope.positive("rope_theta");
                }
            }
        }
        return config.positive("rope_theta");
    }

    private void check(ConfigFile config) throws ModelException {
        if (heads % keyValueHeads != 0) {
            throw config.wrong(
                    "num_key_value_heads", "does not divide num_attention_heads " + heads);
        }
        if (headDim % 2 != 0) {
            throw config.wrong("head_dim", "must be even, not " + headDim);
        }
        if ((long) heads * headDim > MOST_QUERIES) {
            throw config.wrong(
                    "head_dim",
                    "makes a token's queries wider than %,d: %d heads of %d"
                            .formatted(MOST_QUERIES, heads, headDim));
        }
        if (layers < 2) {
            throw config.wrong(
                    "num_hidden_layers", "must be 2 or more: the states before the last are used");
        }
    }

    /// The tensors that the weights must have, named without the prefix `model.` that files of the
    /// whole language model have.
    public TensorLayout tensors() {
        TensorLayout.Builder all = new TensorLayout.Builder();
        all.matrix("embed_tokens", vocabulary, hidden).norm("norm", hidden);
        for (int i = 0; i < layers; i++) {
            layer(all, "layers." + i);
        }
        // The head that predicts words, stored or tied, has no use here.
        return all.build("lm_head.", "rotary_emb.");
    }

    private void layer(TensorLayout.Builder all, String name) {
        long queries = (long) heads * headDim;
        long keys = (long) keyValueHeads * headDim;
        projection(all, name + ".self_attn.q_proj", queries, hidden);
        projection(all, name + ".self_attn.k_proj", keys, hidden);
        projection(all, name + ".self_attn.v_proj", keys, hidden);
        projection(all, name + ".self_attn.o_proj", hidden, queries);
        all.norm(name + ".self_attn.q_norm", headDim)
                .norm(name + ".self_attn.k_norm", headDim)
                .norm(name + ".input_layernorm", hidden)
                .norm(name + ".post_attention_layernorm", hidden)
                .matrix(name + ".mlp.gate_proj", feedForward, hidden)
                .matrix(name + ".mlp.up_proj", feedForward, hidden)
                .matrix(name + ".mlp.down_proj", hidden, feedForward);
    }

    private void projection(TensorLayout.Builder all, String name, long out, long in) {
        if (attentionBias) {
            all.linear(name, out, in);
        } else {
            all.matrix(name, out, in);
        }
    }
}
