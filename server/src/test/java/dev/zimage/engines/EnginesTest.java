package dev.zimage.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Mode;
import dev.zimage.server.StripesEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {

    private final StripesEngine usual = new StripesEngine("usual");
    private final StripesEngine gpu = new StripesEngine("gpu");
    private final StripesEngine sandbox = new StripesEngine("sandbox");
    private final Engines engines =
            new Engines(
                    List.of(
                            new Engines.Entry(usual, 0),
                            new Engines.Entry(gpu, 4),
                            new Engines.Entry(sandbox, 0)),
                    Map.of("qwen-image", "gpu"),
                    usual,
                    sandbox);

    @Test
    void a_model_is_drawn_by_its_own_engine_and_by_the_usual_one_when_it_has_none() {
        assertThat(engines.of("qwen-image", Mode.LIVE)).isSameAs(gpu);
        assertThat(engines.of("z-image", Mode.LIVE)).isSameAs(usual);
        assertThat(engines.of("qwen-image", Mode.TEST)).isSameAs(sandbox);
    }

    @Test
    void an_engine_with_a_limit_of_its_own_keeps_it() {
        Engines limited = engines.withWorkers(2);

        assertThat(limited.workersOf("gpu")).isEqualTo(4);
        assertThat(limited.workersOf("usual")).isEqualTo(2);
    }

    @Test
    void one_engine_that_draws_for_both_kinds_of_keys_is_there_once() {
        assertThat(new Engines(usual, usual).all()).containsExactly(usual);
    }
}
