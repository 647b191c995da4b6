package dev.zimage.engine.zimage;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.graph.Transformer;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.TransformerConfig;
import dev.zimage.engine.onnx.Cancellation;
import dev.zimage.engine.sampling.FlowMatchSchedule;
import dev.zimage.engine.sampling.TorchNoise;
import java.time.Duration;

/// Makes latents of noise, step by step.
///
/// @param work where the transformer runs
record Sampler(ModelFolder model, Transformer transformer, NativeWork work) {

    /// Hears of each step.
    interface StepListener {

        /// @param step that is done, from 1
        /// @param took the time for it
        /// @param clean what the latents are going to be, as far as can be said now
        void done(int step, Duration took, float[] clean) throws InterruptedException;
    }

    /// @param text states of the prompt
    /// @param height of the latents
    /// @param width of the latents
    /// @return channels by height by width
    float[] sample(
            float[] text,
            int height,
            int width,
            long seed,
            int steps,
            Cancellation cancellation,
            StepListener listener)
            throws GenerationException, InterruptedException {
        TransformerConfig config = model.transformer();
        int tokens = height * width / (TransformerConfig.PATCH * TransformerConfig.PATCH);
        FlowMatchSchedule schedule = FlowMatchSchedule.of(model.scheduler(), steps, tokens);
        float[] latents = TorchNoise.normal(seed, config.channels() * height * width);
        for (int step = 0; step < steps; step++) {
            long began = System.nanoTime();
            float time = schedule.modelTime(step);
            float[] velocity =
                    work.run(
                            cancellation,
                            () ->
                                    transformer.velocity(
                                            latents, height, width, time, text, cancellation));
            schedule.advance(step, latents, velocity);
            Pixels.checkNumbers(latents, "after step " + (step + 1));
            listener.done(
                    step + 1,
                    Duration.ofNanos(System.nanoTime() - began),
                    clean(latents, velocity, schedule.sigma(step + 1)));
        }
        return latents;
    }

    /// The end of the straight line that the velocity says.
    private static float[] clean(float[] latents, float[] velocity, float sigma) {
        float[] clean = new float[latents.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = latents[i] + sigma * velocity[i];
        }
        return clean;
    }
}
