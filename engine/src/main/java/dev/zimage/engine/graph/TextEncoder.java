package dev.zimage.engine.graph;

import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TextEncoderConfig;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.onnx.Input;
import dev.zimage.engine.onnx.RuntimeOptions;
import dev.zimage.engine.onnx.Session;
import dev.zimage.engine.onnx.Session.Matrices;
import dev.zimage.engine.precision.DamagedFile;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.precision.PreparedFolder;
import dev.zimage.engine.precision.WeightFile;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns the tokens of a prompt into the states that the picture is made from. Safe for use by
/// several threads, as a [Session] is.
public final class TextEncoder implements AutoCloseable {

    private static final int VALUES_AT_ONCE = 1 << 14;

    private final TextEncoderConfig config;
    private final Weights weights;
    private final Tensor table;
    private final Session session;
    private final Frequencies frequencies;

    /// Where the frequencies of the positions come from.
    enum Frequencies {
        /// 32-bit floats, as in a model that was loaded in whatever type.
        EXACT,
        /// Rounded to the type of the weights, as in a model that was cast to it after it was made.
        ROUNDED_WITH_WEIGHTS
    }

    private TextEncoder(
            TextEncoderConfig config,
            Weights weights,
            Tensor table,
            Session session,
            Frequencies frequencies) {
        this.config = config;
        this.weights = weights;
        this.table = table;
        this.session = session;
        this.frequencies = frequencies;
    }

    /// Loads the text encoder of a model; prepares its weights first when that has not been done.
    ///
    /// @throws IOException when the weights are not whole, or cannot be prepared
    public static TextEncoder open(
            ModelFolder model, Precision precision, PreparedFolder prepared, RuntimeOptions runtime)
            throws IOException {
        return open(model, precision, prepared, runtime, Frequencies.EXACT);
    }

    static TextEncoder open(
            ModelFolder model,
            Precision precision,
            PreparedFolder prepared,
            RuntimeOptions runtime,
            Frequencies frequencies)
            throws IOException {
        Weights weights = model.openTextEncoderWeights();
        try {
            WeightFile file = WeightFile.exact("text_encoder", precision, weights);
            Graph graph = TextEncoderGraph.write(model.textEncoder(), precision, file);
            Tensor table = weights.tensor("embed_tokens.weight");
            requireValues(table);
            // It runs once a prompt: in bytes, packing costs more than it brings.
            Matrices matrices = precision == Precision.INT8 ? Matrices.MAPPED : Matrices.PACKED;
            Session session =
                    Session.load("text_encoder", graph, prepared.prepare(file), matrices, runtime);
            return new TextEncoder(model.textEncoder(), weights, table, session, frequencies);
        } catch (Throwable e) {
            weights.close();
            throw e;
        }
    }

    /// The table is not prepared, so nobody else checks its values. The first row of an undamaged
    /// one is not zeros.
    private static void requireValues(Tensor table) throws WeightsException {
        float[] block = new float[VALUES_AT_ONCE];
        for (long from = 0; from < table.values(); from += block.length) {
            int count = (int) Math.min(block.length, table.values() - from);
            table.read(from, block, 0, count);
            for (int i = 0; i < count; i++) {
                if (block[i] != 0) {
                    return;
                }
            }
        }
        throw DamagedFile.of(
                table.file(), "the table of tokens, %s, is zeros".formatted(table.name()));
    }

    /// The width of a state.
    public int width() {
        return config.hidden();
    }

    /// The states before the last layer.
    ///
    /// @param ids of the tokens, at least one
    /// @return tokens by [#width]
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public float[] encode(int[] ids, Cancellation cancellation) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        inputs.put("embeddings", Input.of(embeddings(ids), 1, ids.length, width()));
        angles(ids.length).addTo(inputs, "text");
        return session.run(inputs, cancellation);
    }

    /// Rows of the table of tokens, which stays in the published file: a prompt needs few of them.
    private float[] embeddings(int[] ids) {
        if (ids.length == 0) {
            throw new IllegalArgumentException("at least one token");
        }
        float[] rows = new float[ids.length * width()];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= config.vocabulary()) {
                throw new IllegalArgumentException(
                        "tokens are 0 to " + (config.vocabulary() - 1) + ": " + ids[i]);
            }
            table.read((long) ids[i] * width(), rows, i * width(), width());
        }
        return rows;
    }

    /// `position · θ^(-2i/d)`, rounded to 32 bits where the reference rounds.
    private RotaryAngles angles(int tokens) {
        int pairs = config.headDim() / 2;
        RotaryAngles angles = new RotaryAngles(tokens, pairs);
        for (int i = 0; i < pairs; i++) {
            float exponent = 2f * i / config.headDim();
            float frequency = rounded(1 / (float) Math.pow(config.ropeTheta(), exponent));
            for (int t = 0; t < tokens; t++) {
                angles.set(t, i, t * frequency);
            }
        }
        return angles;
    }

    private float rounded(float frequency) {
        if (frequencies == Frequencies.EXACT) {
            return frequency;
        }
        return switch (table.type()) {
            case F32 -> frequency;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(frequency));
            case BF16 -> {
                int bits = Float.floatToRawIntBits(frequency);
                int even = (bits >>> 16) & 1;
                yield Float.intBitsToFloat((bits + 0x7FFF + even) & 0xFFFF_0000);
            }
        };
    }

    @Override
    public void close() {
        session.close();
        weights.close();
    }
}
