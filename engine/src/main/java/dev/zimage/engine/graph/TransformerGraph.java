package dev.zimage.engine.graph;

import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.onnx.Attribute;
import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Value;
import dev.zimage.engine.precision.LinearLayers;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.WeightFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the graphs of the denoising transformer, from diffusers' `transformer_z_image.py` for one
/// picture and one prompt. There are two, each with half of the blocks: the runtime packs the
/// weights of a graph on one thread, and two are loaded in half the time.
///
/// | in and out | shape | first | second |
/// | --- | --- | --- | --- |
/// | `latents` | 1, channels, height, width | in | in, for the shape |
/// | `time` | 1 | in | in |
/// | `text` | 1, tokens, width of the text encoder | in | |
/// | `cos_image`, `sin_image` | tokens of the picture, padded; head / 2 | in | in |
/// | `cos_text`, `sin_text` | tokens of the text, padded; head / 2 | in | in |
/// | `tokens` | 1, all tokens, width of the transformer | out | in |
/// | `velocity` | 1, channels, height, width | | out |
///
/// The number of padding tokens follows from the rows of the angles.
final class TransformerGraph {

    private static final String PATCHES = TransformerConfig.PATCH + "-1";
    private static final double ATTENTION_EPSILON = 1e-5; // the reference's, not in the file
    private static final double FINAL_EPSILON = 1e-6;
    private static final double LONGEST_PERIOD = 10_000;

    private final TransformerConfig config;
    private final Graph graph;
    private final NetworkModule model;
    private final Object[] picture;

    /// What the time does to a block: factors of its norms, and how much of its results is added.
    private record Modulation(
            Value attentionScale, Value attentionGate, Value feedScale, Value feedGate) {}

    private TransformerGraph(
            String name, TransformerConfig config, Precision precision, WeightFile file) {
        this.config = config;
        this.graph = new Graph(name);
        this.model = new NetworkModule(graph, file, new LinearLayers(precision, file), "");
        this.picture = new Object[] {1, config.channels(), "height", "width"};
    }

    /// From the latents and the text to the tokens in the middle of the transformer.
    static Graph first(TransformerConfig config, Precision precision, WeightFile file) {
        return new TransformerGraph("transformer-1", config, precision, file).first();
    }

    /// From these tokens to the velocity.
    static Graph second(TransformerConfig config, Precision precision, WeightFile file) {
        return new TransformerGraph("transformer-2", config, precision, file).second();
    }

    /// The main layer that the second graph begins with: it has as many blocks as the first, which
    /// has the refiners too.
    private int middle() {
        return Math.max(0, config.layers() / 2 - config.refinerLayers());
    }

    private Graph first() {
        Value image = patches();
        Value time = time();
        Value text = graph.input("text", ElementType.FLOAT, 1, "words", config.textDim());
        RotaryEmbedding imageAngles = angles("image");
        RotaryEmbedding textAngles = angles("text");

        image = model.floatLinear("all_x_embedder." + PATCHES, flat(image));
        image = padded(image, "x_pad_token", imageAngles);
        for (int i = 0; i < config.refinerLayers(); i++) {
            NetworkModule layer = model.at("noise_refiner." + i);
            image = block(layer, image, imageAngles, modulation(layer, time));
        }

        text = model.rmsNorm("cap_embedder.0", text, config.normEps());
        text = padded(model.floatLinear("cap_embedder.1", text), "cap_pad_token", textAngles);
        for (int i = 0; i < config.refinerLayers(); i++) {
            text = block(model.at("context_refiner." + i), text, textAngles, null);
        }

        RotaryEmbedding angles = both(imageAngles, textAngles);
        Value x = layers(0, middle(), graph.concat(1, image, text), angles, time);
        graph.output("tokens", x, ElementType.FLOAT, tokens());
        return graph;
    }

    private Graph second() {
        Value patches = patches();
        Value grid = patches.sizes(2, 4);
        Value count = flat(patches).sizes(1, 2);
        Value time = time();
        Value x = graph.input("tokens", ElementType.FLOAT, tokens());
        RotaryEmbedding angles = both(angles("image"), angles("text"));
        x = layers(middle(), config.layers(), x, angles, time);

        // Tokens are independent from here on: the padding and the text are dropped first.
        x = finalLayer(x.slice(1, graph.longs(0), count), time);
        Value shape = graph.concat(0, graph.longs(1), grid, graph.longs(config.patchDim()));
        Value velocity =
                graph.node(
                        "unpatchify",
                        "DepthToSpace",
                        List.of(x.reshape(shape).transpose(0, 3, 1, 2)),
                        Attribute.of("blocksize", (long) TransformerConfig.PATCH),
                        Attribute.of("mode", "DCR"));
        graph.output("velocity", velocity, ElementType.FLOAT, picture);
        return graph;
    }

    /// The latents by patches: 1, values of a patch, rows, columns.
    private Value patches() {
        return graph.node(
                "patchify",
                "SpaceToDepth",
                List.of(graph.input("latents", ElementType.FLOAT, picture)),
                Attribute.of("blocksize", (long) TransformerConfig.PATCH));
    }

    /// One token a patch.
    private Value flat(Value patches) {
        return patches.transpose(0, 2, 3, 1).reshape(0, -1, config.patchDim());
    }

    private Value time() {
        return timeEmbedding(graph.input("time", ElementType.FLOAT, 1));
    }

    private Object[] tokens() {
        return new Object[] {1, "tokens", config.dim()};
    }

    private RotaryEmbedding both(RotaryEmbedding image, RotaryEmbedding text) {
        return new RotaryEmbedding(
                graph.concat(0, image.cos(), text.cos()), graph.concat(0, image.sin(), text.sin()));
    }

    private Value layers(int from, int to, Value x, RotaryEmbedding angles, Value time) {
        for (int i = from; i < to; i++) {
            NetworkModule layer = model.at("layers." + i);
            x = block(layer, x, angles, modulation(layer, time));
        }
        return x;
    }

    private RotaryEmbedding angles(String of) {
        int pairs = config.headDim() / 2;
        return new RotaryEmbedding(
                graph.input("cos_" + of, ElementType.FLOAT, of + "_tokens", pairs),
                graph.input("sin_" + of, ElementType.FLOAT, of + "_tokens", pairs));
    }

    /// Cosines and sines of the time at falling frequencies, through two layers.
    private Value timeEmbedding(Value time) {
        int half = TransformerConfig.TIME_FREQUENCIES / 2;
        float[] frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            float exponent = (float) -Math.log(LONGEST_PERIOD) * i / half;
            frequencies[i] = (float) Math.exp(exponent);
        }
        Value angle = time.times((float) config.timeScale()).times(graph.floats(frequencies));
        Value waves = graph.concat(0, angle.cos(), angle.sin()).reshape(1, -1);
        NetworkModule mlp = model.at("t_embedder.mlp");
        return mlp.floatLinear("2", mlp.floatLinear("0", waves).silu());
    }

    private Value padded(Value x, String token, RotaryEmbedding angles) {
        Value missing = angles.cos().sizes(0, 1).minus(x.sizes(1, 2));
        Value shape = graph.concat(0, graph.longs(1), missing, graph.longs(config.dim()));
        return graph.concat(1, x, model.weight(token).reshape(1, 1, -1).expand(shape));
    }

    private Modulation modulation(NetworkModule layer, Value time) {
        Value all = layer.floatLinear("adaLN_modulation.0", time).reshape(-1);
        int dim = config.dim();
        return new Modulation(
                all.part(0, 0, dim).plus(1),
                all.part(0, 1, dim).tanh(),
                all.part(0, 2, dim).plus(1),
                all.part(0, 3, dim).tanh());
    }

    /// `x += gate · norm₂(f(norm₁(x) · scale))` for the attention, then for the feed-forward
    /// layers. Factors go into the weights of the norms, which are vectors, and not into all the
    /// tokens.
    private Value block(
            NetworkModule layer, Value x, RotaryEmbedding angles, @Nullable Modulation by) {
        Value in = norm(layer, "attention_norm1", x, by == null ? null : by.attentionScale());
        Value y = attention(layer.at("attention"), in, angles);
        x = x.plus(norm(layer, "attention_norm2", y, by == null ? null : by.attentionGate()));

        in = norm(layer, "ffn_norm1", x, by == null ? null : by.feedScale());
        y = feedForward(layer.at("feed_forward"), in);
        return x.plus(norm(layer, "ffn_norm2", y, by == null ? null : by.feedGate()));
    }

    private Value norm(NetworkModule layer, String name, Value x, @Nullable Value factor) {
        Value weight = layer.weight(name + ".weight");
        return layer.rmsNorm(
                name, x, factor == null ? weight : weight.times(factor), config.normEps());
    }

    private Value attention(NetworkModule attention, Value x, RotaryEmbedding angles) {
        Value q = normalised(attention, "norm_q", attention.linear("to_q", x));
        Value k = normalised(attention, "norm_k", attention.linear("to_k", x));
        Value v = attention.linear("to_v", x);
        q = attention.rotate("to_q", q, angles, true);
        k = attention.rotate("to_k", k, angles, true);
        return attention.linear("to_out.0", attention.attention(q, k, v, config.heads(), false));
    }

    private Value normalised(NetworkModule attention, String norm, Value x) {
        if (!config.qkNorm()) {
            return x;
        }
        Value each = x.reshape(0, 0, config.heads(), config.headDim());
        return attention.rmsNorm(norm, each, ATTENTION_EPSILON).reshape(0, 0, -1);
    }

    private static Value feedForward(NetworkModule feed, Value x) {
        Value gate = feed.linear("w1", x).silu();
        return feed.linear("w2", gate.times(feed.linear("w3", x)));
    }

    private Value finalLayer(Value x, Value time) {
        NetworkModule last = model.at("all_final_layer." + PATCHES);
        Value scale = last.floatLinear("adaLN_modulation.1", time.silu()).reshape(-1).plus(1);
        Value normal =
                graph.node(
                        "norm_final",
                        "LayerNormalization",
                        List.of(x, scale),
                        Attribute.of("axis", -1L),
                        Attribute.of("epsilon", (float) FINAL_EPSILON));
        return last.floatLinear("linear", normal);
    }
}
