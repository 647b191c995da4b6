package dev.zimage.client;

import static dev.zimage.client.ScriptedServer.answer;
import static dev.zimage.client.ScriptedServer.error;
import static dev.zimage.client.ScriptedServer.events;
import static dev.zimage.client.ScriptedServer.hangUp;
import static dev.zimage.client.ScriptedServer.stall;
import static dev.zimage.client.ScriptedServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(200)
class WaitTest {

    private static final String TASK =
            "{\"id\":\"task_1\",\"model\":\"z-image\",\"status\":\"%s\",\"created_at\":1,\"progress\":%s}";
    private static final String HALF =
            "event: progress\ndata: " + TASK.formatted("processing", 0.5);
    private static final String DONE = "event: completed\ndata: " + TASK.formatted("completed", 1);

    private final SteppingClock time = new SteppingClock();

    private ZImageClient client(ScriptedServer server) {
        return client(server, Duration.ofMinutes(1));
    }

    private ZImageClient client(ScriptedServer server, Duration silence) {
        return ZImageClient.builder(server.address(), "rk_live_x")
                .awaitTimeout(Duration.ofMinutes(10))
                .silence(silence)
                .time(time)
                .build();
    }

    private static List<String> paths(ScriptedServer server) {
        return server.seen().stream()
                .map(seen -> seen.path().replace("/api/v1/tasks/task_1", ""))
                .toList();
    }

    @Test
    void events_tell_the_progress_and_the_end() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                stall(
                                        "text/event-stream; charset=utf-8",
                                        ": hello\n\n" + HALF + "\n\n" + DONE + "\n\n"));
                ZImageClient client = client(server)) {
            List<Double> progress = new ArrayList<>();

            ImageTask task = client.await("task_1", news -> progress.add(news.progress()));

            assertThat(task.status()).isEqualTo(ImageTaskStatus.COMPLETED);
            assertThat(progress).containsExactly(0.5, 1.0);
            assertThat(paths(server)).containsExactly("/events");
        }
    }

    @Test
    void a_server_without_events_is_polled_as_often_as_it_asks() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                error(404, 40402),
                                answer(200, TASK.formatted("processing", 0), "Retry-After", "3"),
                                task("completed"));
                ZImageClient client = client(server)) {
            assertThat(client.await("task_1").status()).isEqualTo(ImageTaskStatus.COMPLETED);
            assertThat(paths(server)).containsExactly("/events", "", "");
            assertThat(time.slept()).containsExactly(Duration.ofSeconds(3));
        }
    }

    @Test
    void a_stream_that_ends_or_breaks_or_is_nonsense_or_falls_silent_is_followed_by_polls() {
        List<ScriptedServer.Act> broken =
                List.of(
                        hangUp(),
                        error(405, 40501),
                        error(503, 60011, "Retry-After", "1"),
                        answer(200, "<html>", "Content-Type", "text/html"),
                        events(HALF + "\n\n"),
                        events(HALF),
                        events("event: progress\ndata: nonsense\n\n"),
                        stall("text/event-stream", HALF + "\n\n"));
        for (ScriptedServer.Act act : broken) {
            try (ScriptedServer server = new ScriptedServer(act, task("completed"));
                    ZImageClient client = client(server, Duration.ofMillis(300))) {
                assertThat(client.await("task_1").hasEnded()).isTrue();
                assertThat(server.seen().getLast().path()).isEqualTo("/api/v1/tasks/task_1");
            }
        }
    }

    @Test
    void a_failed_poll_does_not_end_the_wait() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                error(404, 40402),
                                hangUp(),
                                error(503, 60011, "Retry-After", "2"),
                                task("completed"));
                ZImageClient client = client(server)) {
            assertThat(client.await("task_1").hasEnded()).isTrue();
        }
    }

    @Test
    void a_wait_has_an_end_and_polls_grow_rarer() {
        try (ScriptedServer server = new ScriptedServer(error(404, 40402), task("processing"));
                ZImageClient client = client(server)) {
            assertThatThrownBy(() -> client.await("task_1"))
                    .isInstanceOfSatisfying(
                            WaitTimeoutException.class,
                            e -> assertThat(e.taskId()).isEqualTo("task_1"));
            assertThat(time.slept().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(Duration.ofMinutes(10));
            assertThat(time.slept()).hasSizeLessThan(200).contains(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_task_that_there_is_not_is_no_wait() {
        try (ScriptedServer server = new ScriptedServer(error(404, 40001));
                ZImageClient client = client(server)) {
            assertThatThrownBy(() -> client.await("task_1")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> client.await("../balance"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_interrupt_ends_the_wait() throws InterruptedException {
        try (ScriptedServer server = new ScriptedServer(stall("text/event-stream", ": hello\n\n"));
                ZImageClient client = ZImageClient.builder(server.address(), "rk_live_x").build()) {
            List<Throwable> thrown = new ArrayList<>();
            Thread waiting =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    client.await("task_1");
                                } catch (CallInterruptedException e) {
                                    thrown.add(e);
                                    thrown.add(
                                            new IllegalStateException(
                                                    "flag "
                                                            + Thread.currentThread()
                                                                    .isInterrupted()));
                                }
                            });
            while (server.seen().isEmpty()) {
                Thread.sleep(10);
            }
            waiting.interrupt();
            waiting.join();

            assertThat(thrown).hasSize(2);
            assertThat(thrown.getLast()).hasMessage("flag true");
        }
    }
}
