package dev.zimage.engine.zimage;

import dev.zimage.engine.model.ModelKind;
import dev.zimage.engine.sampling.Guidance;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What was asked for about [Sampling]; the rest is as the model wants it.
///
/// @param steps from noise to the picture, 1 to [#MOST_STEPS]; empty for what the model wants
/// @param guidance scale of the guidance, 0 to [Guidance#MOST]; empty for what the model wants
/// @param negativePrompt what guided pictures are led away from; may be empty. Must not be logged
public record SamplingOptions(OptionalInt steps, OptionalDouble guidance, String negativePrompt) {

    /// The most steps that can be asked for.
    public static final int MOST_STEPS = 100;

    /// All as the model wants it.
    public static final SamplingOptions USUAL =
            new SamplingOptions(OptionalInt.empty(), OptionalDouble.empty(), "");

    public SamplingOptions {
        if (steps.isPresent() && (steps.getAsInt() < 1 || steps.getAsInt() > MOST_STEPS)) {
            throw new IllegalArgumentException(
                    "steps must be 1 to %d: %d".formatted(MOST_STEPS, steps.getAsInt()));
        }
        guidance.ifPresent(scale -> new Guidance(scale, negativePrompt));
    }

    public SamplingOptions withSteps(int count) {
        return new SamplingOptions(OptionalInt.of(count), guidance, negativePrompt);
    }

    public SamplingOptions withGuidance(double scale, String negative) {
        return new SamplingOptions(steps, OptionalDouble.of(scale), negative);
    }

    /// For a model.
    public Sampling of(ModelKind kind) {
        double scale = guidance.orElse(kind.usualGuidance());
        return new Sampling(steps.orElse(kind.usualSteps()), new Guidance(scale, negativePrompt));
    }

    @Override
    public String toString() {
        return "SamplingOptions[steps=" + steps + ", guidance=" + guidance + "]";
    }
}
