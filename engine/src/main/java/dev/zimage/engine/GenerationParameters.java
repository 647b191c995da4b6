package dev.zimage.engine;

/// How an engine drew a picture, as far as it takes to draw the picture again from the same
/// request.
///
/// @param origin what drew it
/// @param weights SHA-256 of the model's weights, in hexadecimal digits; empty where there are none
///   or they are on another server
/// @param precision that the weights were computed with, for example `int8`; empty where none is
///   known
/// @param steps of the drawing; 0 where none are known
/// @param guidance scale of the guidance; 0 where there was none or none is known
/// @param negativePrompt what the picture was led away from; empty where there was nothing or
///   nothing is known
public record GenerationParameters(
        Origin origin,
        String weights,
        String precision,
        int steps,
        double guidance,
        String negativePrompt) {

    /// What a picture comes from.
    public enum Origin {
        /// A model that was trained on pictures.
        MODEL,
        /// Rules that people wrote.
        ALGORITHM
    }

    /// Of a picture that a model on another server drew.
    public static final GenerationParameters UNKNOWN =
            new GenerationParameters(Origin.MODEL, "", "", 0, 0, "");

    /// Of a picture that was drawn by rules alone.
    public static final GenerationParameters RULES =
            new GenerationParameters(Origin.ALGORITHM, "", "", 0, 0, "");

    /// Without the negative prompt, which must not be logged.
    @Override
    public String toString() {
        return "GenerationParameters[%s, %s, %s, %d, %s]"
                .formatted(origin, weights, precision, steps, guidance);
    }
}
