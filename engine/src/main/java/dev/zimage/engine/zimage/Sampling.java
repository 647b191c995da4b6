package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.sampling.Guidance;

/// How noise becomes a picture.
///
/// @param steps from noise to the picture
/// @param guidance towards the prompt
public record Sampling(int steps, Guidance guidance) {

    /// Evaluations of the transformer for a picture.
    int evaluations() {
        return steps * guidance.evaluations();
    }

    /// How a picture is drawn in this way.
    ///
    /// @param weights digest of what draws it
    GenerationParameters parameters(String weights, Precision precision) {
        return new GenerationParameters(
                GenerationParameters.Origin.MODEL,
                weights,
                precision.id(),
                steps,
                guidance.isUsed() ? guidance.scale() : 0,
                guidance.isUsed() ? guidance.negativePrompt() : "");
    }
}
