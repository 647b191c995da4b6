package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.registry.ModelOffers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Tasks whose engine or model nobody offers any more, on every database.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EnginesGoneTest {

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;

    EnginesGoneTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void openStore() {
        store = Store.open(kind, folder);
    }

    @Test
    void tasks_of_an_engine_that_went_away_are_drawn_by_another() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        store.tasks()
                .sweeper()
                .adoptOrphans(
                        List.of(Store.SANDBOX),
                        model -> Optional.of(Store.SANDBOX).filter(_ -> model.equals("z-image")));

        assertThat(store.queue().claim(Store.SANDBOX, "w").orElseThrow().task().id())
                .isEqualTo(task.id());
    }

    @Test
    void tasks_of_a_model_that_is_no_longer_offered_fail_and_are_refunded_once() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");
        store.tasks().offers().renew(Set.of("z-image"));
        store.clock().advance(ModelOffers.PERIOD.multipliedBy(6));
        store.tasks().offers().renew(Set.of("qwen-image-2"));

        store.tasks().sweeper().failModelsGone();
        store.tasks().sweeper().failModelsGone();

        Task failed = store.tasks().find(List.of(task.id())).getFirst();
        assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(store.balance(caller)).isEqualTo(10);
        assertThat(store.inFlight(caller)).isZero();
    }

    @Test
    void tasks_of_a_model_wait_while_a_process_offers_it() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");
        store.tasks().offers().renew(Set.of("z-image"));
        store.clock().advance(ModelOffers.PERIOD.multipliedBy(3));

        store.tasks().sweeper().adoptOrphans(List.of(Store.SANDBOX), _ -> Optional.empty());
        store.tasks().sweeper().failModelsGone();

        assertThat(store.tasks().find(List.of(task.id())).getFirst().status())
                .isEqualTo(TaskStatus.QUEUED);
    }

    @Test
    void a_process_claims_no_task_of_a_model_that_it_does_not_offer() {
        Caller caller = store.customer("acme", 10);
        Task task = store.submit(caller, "a cat");

        assertThat(store.offering("qwen-image-2").queue().claim(Store.ENGINE, "w")).isEmpty();
        assertThat(store.offering("z-image").queue().claim(Store.ENGINE, "w"))
                .hasValueSatisfying(claim -> assertThat(claim.task().id()).isEqualTo(task.id()));
    }

    @Test
    void a_task_that_its_engine_does_not_take_fails_once_it_is_too_old() {
        Caller caller = store.customer("acme", 30);
        Task task = store.submit(caller, "a cat");
        Task behind = store.submit(caller, "a dog");

        store.queue().postpone(store.claim("w"));
        store.clock().advance(Store.LONGEST_WAIT);
        Claim again = store.claim("w");
        assertThat(again.task().id()).isEqualTo(task.id());
        assertThat(again.task().attempts()).isEqualTo(1);
        store.queue().postpone(again);
        store.clock().advance(Duration.ofSeconds(1));
        Task young = store.submit(caller, "a bird");
        store.queue().postpone(store.claim("w"));

        assertThat(store.tasks().find(List.of(task.id(), behind.id())))
                .allSatisfy(failed -> {
                    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
                    assertThat(Objects.requireNonNull(failed.failure()).code())
                            .isEqualTo(ErrorCode.UPSTREAM_TIMED_OUT);
                    assertThat(failed.failure().message()).contains("within 24 hours");
                });
        assertThat(store.claim("w").task().id()).isEqualTo(young.id());
        assertThat(store.balance(caller)).isEqualTo(26);
    }
}
