package dev.zimage.engine.sampling;

import dev.zimage.engine.model.SchedulerConfig;

/// The levels of noise that sampling steps through, from 1 (noise alone) to 0 (the picture), and
/// the step of Euler between them. Immutable.
///
/// The numbers are those of `ZImagePipeline` with `FlowMatchEulerDiscreteScheduler` in diffusers,
/// in its float arithmetic. The model predicts the velocity from the noise to the picture (flow
/// matching: Lipman et al., 2023; shifted levels: Esser et al., 2024).
public final class FlowMatchSchedule {

    /// The pipeline scales time to 0 to 1 by this number, whatever the scheduler's is.
    private static final float PIPELINE_STEPS = 1000;

    private final float[] sigmas;
    private final int trainSteps;

    private FlowMatchSchedule(float[] sigmas, int trainSteps) {
        this.sigmas = sigmas;
        this.trainSteps = trainSteps;
    }

    /// @param steps of sampling, at least one
    /// @param imageTokens of the picture, for a shift that follows its size
    public static FlowMatchSchedule of(SchedulerConfig config, int steps, int imageTokens) {
        if (steps < 1) {
            throw new IllegalArgumentException("at least one step is needed: " + steps);
        }
        float[] sigmas = new float[steps + 1];
        for (int i = 0; i < steps; i++) {
            sigmas[i] = shifted(even(i, steps), config, imageTokens);
        }
        if (config.terminal() != 0 && steps > 1) {
            stretch(sigmas, steps, (float) config.terminal());
        }
        return new FlowMatchSchedule(sigmas, config.trainSteps());
    }

    /// `torch.linspace(1, 1 / steps, steps)`, which counts from the nearer end and rounds once.
    private static float even(int i, int steps) {
        if (steps == 1) {
            return 1;
        }
        float last = (float) (1.0 / steps);
        float step = (last - 1) / (steps - 1);
        return i < steps / 2 ? Math.fma(step, i, 1f) : Math.fma(-step, steps - 1 - i, last);
    }

    private static float shifted(float sigma, SchedulerConfig config, int imageTokens) {
        SchedulerConfig.Dynamic dynamic = config.dynamic();
        if (dynamic == null) {
            return (float) config.shift() * sigma / (1 + (float) (config.shift() - 1) * sigma);
        }
        double mu = dynamic.shift(imageTokens);
        float weight = (float) (dynamic.exponential() ? Math.exp(mu) : mu);
        return weight / (weight + (1 / sigma - 1));
    }

    /// So that the last level before 0 is `terminal`.
    private static void stretch(float[] sigmas, int steps, float terminal) {
        float scale = (1 - sigmas[steps - 1]) / (1 - terminal);
        for (int i = 0; i < steps; i++) {
            sigmas[i] = 1 - (1 - sigmas[i]) / scale;
        }
    }

    /// The number of steps.
    public int steps() {
        return sigmas.length - 1;
    }

    /// The level of noise before a step, or 0 after the last one.
    public float sigma(int step) {
        return sigmas[step];
    }

    /// The level of noise before a step, in the steps of training.
    public float timestep(int step) {
        return sigmas[step] * trainSteps;
    }

    /// The time that the model gets for a step: 0 for noise alone, towards 1 for the picture.
    public float modelTime(int step) {
        return (PIPELINE_STEPS - timestep(step)) / PIPELINE_STEPS;
    }

    /// One step of Euler, in place.
    ///
    /// @param latents before the step; after it when this returns
    /// @param velocity that the model predicts for them: from the noise to the picture
    public void advance(int step, float[] latents, float[] velocity) {
        float by = sigmas[step + 1] - sigmas[step];
        for (int i = 0; i < latents.length; i++) {
            latents[i] += by * -velocity[i];
        }
    }
}
