package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zimage.accounts.Caller;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskProgress;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.registry.EngineState;
import dev.zimage.tasks.registry.Heartbeat;
import dev.zimage.tasks.registry.RegisteredWorker;
import dev.zimage.tasks.registry.WorkerRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Who draws, on every database.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WorkerRegistryTest {

    private final TestDatabase kind;

    @TempDir Path folder;
    @AutoClose private Store store;
    private WorkerRegistry registry;

    WorkerRegistryTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        registry = store.tasks().registry();
    }

    @Test
    void a_process_is_there_while_it_tells_so() {
        beat("p1", EngineState.READY);
        RegisteredWorker worker = registry.all().getFirst();
        assertThat(worker.host()).isEqualTo("gpu1");
        assertThat(worker.atOnce()).isEqualTo(2);
        assertThat(worker.picturesAnHour()).isEqualTo(120);
        assertThat(worker.picture()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(worker.draws(store.clock().instant())).isTrue();

        store.clock().advance(registry.period().multipliedBy(5).plusMillis(1));
        assertThat(worker.isAlive(store.clock().instant())).isFalse();

        beat("p1", EngineState.LOADING);
        assertThat(registry.all()).hasSize(1);
        RegisteredWorker loading = registry.all().getFirst();
        assertThat(loading.isAlive(store.clock().instant())).isTrue();
        assertThat(loading.draws(store.clock().instant())).isFalse();
        assertThat(loading.readyAt()).isEqualTo(worker.readyAt());
    }

    @Test
    void a_process_that_stops_is_gone_at_once_and_forgotten_later() {
        beat("p1", EngineState.READY);
        beat("p2", EngineState.READY);

        registry.stopped("p1");

        assertThat(registry.all())
                .filteredOn(worker -> worker.isAlive(store.clock().instant()))
                .extracting(RegisteredWorker::process)
                .containsExactly("p2");
        store.clock().advance(Duration.ofDays(3));
        assertThat(registry.forgetOld()).isEqualTo(2);
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void a_killed_process_is_lost_at_once_where_only_one_can_run() {
        beat("killed", EngineState.READY);
        store.clock().advance(Duration.ofSeconds(1));
        beat("next", EngineState.READY);
        store.clock().advance(Duration.ofSeconds(1));

        assertThat(registry.all())
                .extracting(worker -> worker.stateAt(store.clock().instant()))
                .containsExactly(
                        "ready", store.database().dialect().singleProcess() ? "lost" : "ready");
    }

    @Test
    void the_engine_of_a_living_process_is_there_however_long_it_cannot_draw() {
        beat("p1", EngineState.READY);
        store.clock().advance(Duration.ofHours(30));
        beat("p1", EngineState.UNAVAILABLE);
        boolean shared = !store.database().dialect().singleProcess();

        assertThat(store.tasks().presence().engines().contains("model")).isEqualTo(shared);

        registry.stopped("p1");
        assertThat(store.tasks().presence().engines())
                .containsExactlyInAnyOrder(Store.ENGINE, Store.SANDBOX);
    }

    private void beat(String process, EngineState state) {
        registry.beat(
                process,
                "gpu1",
                store.clock().instant(),
                List.of(new Heartbeat("model", state, 2, 120, Duration.ofMillis(1_500))));
    }

    @Test
    void claims_are_renewed_together_and_lost_ones_are_told() {
        Caller caller = store.customer("shop", 10_000);
        for (int i = 0; i < 3; i++) {
            store.submit(caller, "boat " + i);
        }
        Claim first = store.claim("w1");
        Claim second = store.claim("w2");
        Claim third = store.claim("w3");
        store.tasks().cancel(caller.account(), second.task().id());

        Instant begun = store.clock().instant();
        assertThat(
                        store.queue()
                                .renew(
                                        Map.of(
                                                first,
                                                new TaskProgress(0.25, begun),
                                                second,
                                                new TaskProgress(0.5, begun),
                                                third,
                                                new TaskProgress(0, null))))
                .containsOnly(second);

        assertThat(store.tasks().find(List.of(first.task().id(), third.task().id())))
                .extracting(Task::progress, Task::startedAt)
                .containsExactlyInAnyOrder(tuple(0.25, begun), tuple(0.0, null));
    }
}
