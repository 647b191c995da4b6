package dev.zimage.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The noise levels of sampling: `scheduler/scheduler_config.json`, as diffusers'
/// `FlowMatchEulerDiscreteScheduler` reads it.
///
/// @param trainSteps number of time steps in training
/// @param shift how far the levels are moved to more noise, unless `dynamic` is given
/// @param dynamic how the shift follows the size of the picture, or null when it does not
/// @param terminal the last level that the levels are stretched to, or 0 for none
public record SchedulerConfig(
        int trainSteps, double shift, @Nullable Dynamic dynamic, double terminal) {

    /// A shift that grows with the number of tokens of the picture.
    ///
    /// @param baseTokens tokens at which the shift is `baseShift`
    /// @param maxTokens tokens at which it is `maxShift`
    /// @param exponential whether the shift is an exponent
    public record Dynamic(
            int baseTokens, int maxTokens, double baseShift, double maxShift, boolean exponential) {

        /// The shift for a picture of so many tokens.
        public double shift(int tokens) {
            double slope = (maxShift - baseShift) / (maxTokens - baseTokens);
            return tokens * slope + (baseShift - slope * baseTokens);
        }
    }

    static SchedulerConfig read(Path file) throws IOException {
        ConfigFile config = ConfigFile.read(file);
        String name = config.text("_class_name", "FlowMatchEulerDiscreteScheduler");
        config.refuse(
                "_class_name",
                !name.equals("FlowMatchEulerDiscreteScheduler"),
                "\"FlowMatchEulerDiscreteScheduler\"");
        for (String other :
                new String[] {
                    "use_karras_sigmas",
                    "use_exponential_sigmas",
                    "use_beta_sigmas",
                    "invert_sigmas",
                    "stochastic_sampling"
                }) {
            config.refuse(other, config.flag(other, false), "false");
        }
        return new SchedulerConfig(
                config.count("num_train_timesteps", 1000),
                config.positive("shift", 1.0),
                config.flag("use_dynamic_shifting", false) ? dynamic(config) : null,
                config.number("shift_terminal", 0));
    }

    private static Dynamic dynamic(ConfigFile config) throws ModelException {
        String type = config.text("time_shift_type", "exponential");
        config.refuse(
                "time_shift_type",
                !type.equals("exponential") && !type.equals("linear"),
                "\"exponential\" or \"linear\"");
        Dynamic dynamic =
                new Dynamic(
                        config.count("base_image_seq_len", 256),
                        config.count("max_image_seq_len", 4096),
                        config.number("base_shift", 0.5),
                        config.number("max_shift", 1.15),
                        type.equals("exponential"));
        if (dynamic.maxTokens <= dynamic.baseTokens) {
            throw config.wrong("max_image_seq_len", "must be above base_image_seq_len");
        }
        return dynamic;
    }
}
