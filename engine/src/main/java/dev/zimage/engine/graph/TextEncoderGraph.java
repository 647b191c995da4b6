package dev.zimage.engine.graph;

import dev.zimage.engine.model.TextEncoderConfig;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.precision.LinearLayers;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.WeightFile;

/// Writes the graph of Qwen3 up to the states that the picture is made from: those before the last
/// layer (`hidden_states[-2]`), so that the last layer and the norm behind it are left out. From
/// transformers' `modeling_qwen3.py`.
///
/// | in and out | shape |
/// | --- | --- |
/// | `embeddings`, the rows of the token table | 1, tokens, hidden |
/// | `cos_text`, `sin_text` | tokens, head / 2 |
/// | `states` | 1, tokens, hidden |
final class TextEncoderGraph {

    private final TextEncoderConfig config;
    private final Graph graph = new Graph("text_encoder");
    private final NetworkModule model;

    private TextEncoderGraph(TextEncoderConfig config, Precision precision, WeightFile file) {
        this.config = config;
        this.model = new NetworkModule(graph, file, new LinearLayers(precision, file), "");
    }

    static Graph write(TextEncoderConfig config, Precision precision, WeightFile file) {
        return new TextEncoderGraph(config, precision, file).write();
    }

    private Graph write() {
        int pairs = config.headDim() / 2;
        Value x = graph.input("embeddings", ElementType.FLOAT, 1, "tokens", config.hidden());
        RotaryEmbedding angles =
                new RotaryEmbedding(
                        graph.input("cos_text", ElementType.FLOAT, "tokens", pairs),
                        graph.input("sin_text", ElementType.FLOAT, "tokens", pairs));
        for (int i = 0; i < config.layers() - 1; i++) {
            x = layer(model.at("layers." + i), x, angles);
        }
        graph.output("states", x, ElementType.FLOAT, 1, "tokens", config.hidden());
        return graph;
    }

    private Value layer(NetworkModule layer, Value x, RotaryEmbedding angles) {
        Value normal = layer.rmsNorm("input_layernorm", x, config.normEps());
        x = x.plus(attention(layer.at("self_attn"), normal, angles));
        normal = layer.rmsNorm("post_attention_layernorm", x, config.normEps());
        return x.plus(feedForward(layer.at("mlp"), normal));
    }

    private Value attention(NetworkModule attention, Value x, RotaryEmbedding angles) {
        int heads = config.heads();
        int few = config.keyValueHeads();
        Value q = normalised(attention, "q_norm", attention.linear("q_proj", x), heads);
        Value k = normalised(attention, "k_norm", attention.linear("k_proj", x), few);
        Value v = attention.linear("v_proj", x);
        q = attention.rotate("q_proj", q, angles, false);
        k = attention.rotate("k_proj", k, angles, false);
        Value y = attention.attention(q, shared(k), shared(v), heads, true);
        return attention.linear("o_proj", y);
    }

    private Value normalised(NetworkModule attention, String norm, Value x, int heads) {
        Value each = x.reshape(0, 0, heads, config.headDim());
        return attention.rmsNorm(norm, each, config.normEps()).reshape(0, 0, -1);
    }

    /// Gives each head of queries its own copy of the keys or values that it shares with others.
    private Value shared(Value x) {
        int few = config.keyValueHeads();
        int group = config.heads() / few;
        if (group == 1) {
            return x;
        }
        return x.reshape(0, 0, few, 1, config.headDim())
                .expand(graph.longs(1, 1, 1, group, 1))
                .reshape(0, 0, (long) config.heads() * config.headDim());
    }

    private Value feedForward(NetworkModule mlp, Value x) {
        Value gate = mlp.linear("gate_proj", x).silu();
        return mlp.linear("down_proj", gate.times(mlp.linear("up_proj", x)));
    }
}
