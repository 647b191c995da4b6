package dev.zimage.engine.graph;

import dev.zimage.engine.onnx.Input;
import java.util.Map;

/// Angles of a rotary position embedding, computed for the tokens of one run. Filled row by row.
final class RotaryAngles {

    private final int tokens;
    private final int pairs;
    private final float[] cos;
    private final float[] sin;

    /// @param pairs of channels in a head
    RotaryAngles(int tokens, int pairs) {
        this.tokens = tokens;
        this.pairs = pairs;
        cos = new float[tokens * pairs];
        sin = new float[tokens * pairs];
    }

    void set(int token, int pair, float angle) {
        cos[token * pairs + pair] = (float) Math.cos(angle);
        sin[token * pairs + pair] = (float) Math.sin(angle);
    }

    /// Puts the angles under the names `cos_…` and `sin_…`.
    void addTo(Map<String, Input> inputs, String of) {
        inputs.put("cos_" + of, Input.of(cos, tokens, pairs));
        inputs.put("sin_" + of, Input.of(sin, tokens, pairs));
    }
}
