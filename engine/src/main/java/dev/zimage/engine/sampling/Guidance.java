package dev.zimage.engine.sampling;

/// Classifier-free guidance (Ho and Salimans, 2022), as `ZImagePipeline` in diffusers computes it:
/// `positive + scale · (positive - negative)`. Programs that write it as `negative + scale ·
/// (positive - negative)`, such as ComfyUI, have a scale that is greater by one.
///
/// @param scale how much; 1 and less is none, and the model is evaluated once a step instead of
///   twice
/// @param negativePrompt what the picture is led away from; may be empty. Must not be logged
public record Guidance(double scale, String negativePrompt) {

    /// The largest scale that is accepted.
    public static final double MOST = 30;

    public static final Guidance NONE = new Guidance(0, "");

    private static final double IS_NONE = 1;

    public Guidance {
        if (!(scale >= 0 && scale <= MOST)) {
            throw new IllegalArgumentException(
                    "guidance must be 0 to %.0f: %s".formatted(MOST, scale));
        }
    }

    /// Whether there is any.
    public boolean isUsed() {
        return scale > IS_NONE;
    }

    /// Evaluations of the model in a step.
    public int evaluations() {
        return isUsed() ? 2 : 1;
    }

    /// The velocity that is followed.
    ///
    /// @param positive the model's velocity for the prompt
    /// @param negative that for the negative prompt
    public float[] apply(float[] positive, float[] negative) {
        float by = (float) scale;
        float[] guided = new float[positive.length];
        for (int i = 0; i < guided.length; i++) {
            guided[i] = positive[i] + by * (positive[i] - negative[i]);
        }
        return guided;
    }

    @Override
    public String toString() {
        return "Guidance[" + scale + "]";
    }
}
