package dev.zimage.engine.graph;

import dev.zimage.engine.model.TransformerConfig;

/// Where tokens are, on three axes: words one after the other on the first, from 1; patches of the
/// picture behind the last word on the first, by row and column on the others; the padding of the
/// picture at 0. From `patchify_and_embed` and `RopeEmbedder` of diffusers'
/// `transformer_z_image.py`: each axis turns its own pairs of a head's channels, by `position ·
/// θ^(-2i/d)` with `d` the channels of the axis.
final class TokenPositions {

    private final TransformerConfig config;
    private final int paddedWords;

    TokenPositions(TransformerConfig config, int words) {
        this.config = config;
        this.paddedWords = padded(words);
    }

    private static int padded(int tokens) {
        int multiple = TransformerConfig.SEQUENCE_MULTIPLE;
        return Math.ceilDiv(tokens, multiple) * multiple;
    }

    RotaryAngles ofText() {
        RotaryAngles angles = new RotaryAngles(paddedWords, config.headDim() / 2);
        for (int word = 0; word < paddedWords; word++) {
            set(angles, word, 1 + word, 0, 0);
        }
        return angles;
    }

    /// @param rows of patches
    /// @param columns of patches
    RotaryAngles ofImage(int rows, int columns) {
        int tokens = rows * columns;
        RotaryAngles angles = new RotaryAngles(padded(tokens), config.headDim() / 2);
        for (int token = 0; token < tokens; token++) {
            set(angles, token, paddedWords + 1, token / columns, token % columns);
        }
        for (int token = tokens; token < padded(tokens); token++) {
            set(angles, token, 0, 0, 0);
        }
        return angles;
    }

    private void set(RotaryAngles angles, int token, int... position) {
        int pair = 0;
        for (int axis = 0; axis < position.length; axis++) {
            int length = config.axesLengths().get(axis);
            if (position[axis] >= length) {
                throw new IllegalArgumentException(
                        "axis %d has %d positions (axes_lens), and %d is asked for"
                                .formatted(axis, length, position[axis]));
            }
            int channels = config.axesDims().get(axis);
            for (int i = 0; i < channels / 2; i++) {
                double frequency = 1 / Math.pow(config.ropeTheta(), 2.0 * i / channels);
                angles.set(token, pair++, (float) (position[axis] * frequency));
            }
        }
    }
}
