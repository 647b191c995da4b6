package dev.zimage.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LongComputationTest {

    @Test
    void it_runs_on_a_platform_thread_also_for_a_request_on_a_virtual_one() throws Exception {
        FutureTask<Boolean> request =
                new FutureTask<>(() ->
                        LongComputation.run("long", () -> Thread.currentThread().isVirtual()));
        Thread.ofVirtual().start(request);
        assertThat(request.get()).isFalse();
    }

    @Test
    void what_it_throws_is_the_cause() {
        assertThatThrownBy(() ->
                        LongComputation.run(
                                "long",
                                () -> {
                                    throw new IllegalStateException("no");
                                }))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
    }

    @Test
    void an_interrupted_request_waits_for_it_and_stays_interrupted() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(LongComputation.run("long", () -> 7)).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }
}
