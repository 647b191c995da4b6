package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.sampling.FlowMatchSchedule;
import dev.zimage.engine.sampling.Guidance;
import dev.zimage.engine.sampling.TorchNoise;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Makes latents of noise, step by step.
///
/// @param work where the transformer runs
record Sampler(ModelFolder model, Transformer transformer, NativeExecutor work) {

    /// Called after each step.
    interface StepListener {

        /// @param step that is done, from 1
        /// @param took the time for it
        /// @param clean what the latents are going to be, as far as can be said now
        void done(int step, Duration took, float[] clean) throws InterruptedException;
    }

    /// States of the text encoder.
    ///
    /// @param positive of the prompt
    /// @param negative of the negative one; of no use without guidance
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Prompts(float[] positive, float[] negative) {}

    /// @param height of the latents
    /// @param width of the latents
    /// @return channels by height by width
    float[] sample(
            Prompts prompts,
            int height,
            int width,
            long seed,
            Sampling sampling,
            Cancellation cancellation,
            StepListener listener)
            throws GenerationException, InterruptedException {
        TransformerConfig config = model.transformer();
        int tokens = height * width / (TransformerConfig.PATCH * TransformerConfig.PATCH);
        FlowMatchSchedule schedule =
                FlowMatchSchedule.of(model.scheduler(), sampling.steps(), tokens);
        float[] latents = TorchNoise.normal(seed, config.channels() * height * width);
        for (int step = 0; step < sampling.steps(); step++) {
            long began = System.nanoTime();
            float time = schedule.modelTime(step);
            float[] velocity =
                    work.run(
                            cancellation,
                            () ->
                                    guided(
                                            sampling.guidance(),
                                            prompts,
                                            text ->
                                                    transformer.velocity(
                                                            latents,
                                                            height,
                                                            width,
                                                            time,
                                                            text,
                                                            cancellation)));
            schedule.advance(step, latents, velocity);
            Pixels.checkNumbers(latents, "after step " + (step + 1));
            listener.done(
                    step + 1,
                    Duration.ofNanos(System.nanoTime() - began),
                    clean(latents, velocity, schedule.sigma(step + 1)));
        }
        return latents;
    }

    /// @param velocity evaluates the model for a prompt. One after the other: in one run they would
    ///   take twice the memory, and no less time
    private static float[] guided(
            Guidance guidance, Prompts prompts, UnaryOperator<float[]> velocity) {
        float[] positive = velocity.apply(prompts.positive());
        return guidance.isUsed()
                ? guidance.apply(positive, velocity.apply(prompts.negative()))
                : positive;
    }

    /// The end of the straight line along the velocity.
    private static float[] clean(float[] latents, float[] velocity, float sigma) {
        float[] clean = new float[latents.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = latents[i] + sigma * velocity[i];
        }
        return clean;
    }
}
