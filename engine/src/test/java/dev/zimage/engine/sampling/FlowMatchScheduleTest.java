package dev.zimage.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.zimage.engine.goldens.Goldens;
import dev.zimage.engine.model.SchedulerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowMatchScheduleTest {

    private static final SchedulerConfig SHIFT_3 = new SchedulerConfig(1000, 3, null, 0);

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 9, 20})
    void levels_and_times_are_those_of_the_reference(int steps) {
        FlowMatchSchedule schedule = FlowMatchSchedule.of(SHIFT_3, steps, 48);
        float[] sigmas = Goldens.of("a").floats("sigmas." + steps);
        float[] timesteps = Goldens.of("a").floats("timesteps." + steps);
        assertThat(schedule.steps()).isEqualTo(steps);
        for (int i = 0; i < steps; i++) {
            assertThat(schedule.sigma(i)).isEqualTo(sigmas[i]);
            assertThat(schedule.timestep(i))
                    .isCloseTo(timesteps[i], within(Math.ulp(timesteps[i])));
        }
        assertThat(schedule.sigma(steps)).isZero();
    }

    @Test
    void the_model_is_told_the_time_from_the_noise_on() {
        FlowMatchSchedule schedule = FlowMatchSchedule.of(SHIFT_3, 8, 48);
        assertThat(schedule.modelTime(0)).isZero();
        assertThat(schedule.modelTime(7)).isEqualTo(1 - schedule.sigma(7), within(1e-6f));
    }

    @Test
    void one_step_goes_all_the_way() {
        FlowMatchSchedule schedule = FlowMatchSchedule.of(SHIFT_3, 1, 48);
        float[] latents = {1, -2};
        schedule.advance(0, latents, new float[] {0.5f, 3});
        assertThat(latents).containsExactly(1.5f, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> FlowMatchSchedule.of(SHIFT_3, 0, 48));
    }

    /// With the numbers of diffusers' `calculate_shift` and `time_shift`: 1,376 tokens lie a third
    /// of the way from 256 to 3,616, so the shift is 0.7.
    @Test
    void a_dynamic_shift_follows_the_size() {
        for (boolean exponential : new boolean[] {true, false}) {
            SchedulerConfig config =
                    new SchedulerConfig(
                            1000,
                            3,
                            new SchedulerConfig.Dynamic(256, 3616, 0.5, 1.1, exponential),
                            0);
            double weight = exponential ? Math.exp(0.7) : 0.7;
            FlowMatchSchedule schedule = FlowMatchSchedule.of(config, 2, 1376);
            assertThat(schedule.sigma(0)).isEqualTo(1);
            assertThat((double) schedule.sigma(1)).isCloseTo(weight / (weight + 1), within(1e-6));
        }
    }

    @Test
    void the_last_level_can_be_given() {
        SchedulerConfig config = new SchedulerConfig(1000, 3, null, 0.1);
        FlowMatchSchedule schedule = FlowMatchSchedule.of(config, 8, 48);
        assertThat(schedule.sigma(0)).isEqualTo(1);
        assertThat(schedule.sigma(7)).isCloseTo(0.1f, within(1e-6f));
        assertThat(schedule.sigma(8)).isZero();
    }
}
