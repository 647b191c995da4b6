package dev.zimage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client against the real server.
@Timeout(400)
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class ZImageClientTest {

    private static final ImageOrder BOAT = ImageOrder.of("a red boat on a calm lake");
    private static RealServer server;
    private static ZImageClient client;

    @TempDir static Path data;

    @BeforeAll
    static void start() {
        server = new RealServer(data);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void a_picture_is_ordered_awaited_and_fetched(@TempDir Path folder) throws IOException {
        ImageOrder order =
                BOAT.withAspectRatio(ImageAspectRatio.WIDE)
                        .withSeed(7)
                        .withOutputFormat(OutputFormat.PNG)
                        .withMetadata(Map.of("order", "日本 \"7\""));
        List<ImageTask> news = new ArrayList<>();

        ImageTask submitted = client.submit(order);
        ImageTask task = client.await(submitted.id(), news::add);
        client.download(task, folder.resolve("boat.png"));

        assertThat(submitted.hasEnded()).isFalse();
        assertThat(news).last().isEqualTo(task);
        assertThat(task.seed()).isEqualTo(7);
        assertThat(task.credits()).isEqualTo(4);
        assertThat(task.usage()).isEqualTo(new ImageTask.Usage(4));
        assertThat(task.engine()).isEqualTo("obedient");
        assertThat(task.metadata()).isEqualTo(Map.of("order", "日本 \"7\""));
        assertThat(task.progress()).isEqualTo(1.0);
        assertThat(task.finishedAt()).isNotNull();
        byte[] picture = Files.readAllBytes(folder.resolve("boat.png"));
        assertThat(picture).isEqualTo(client.download(task));
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(1280);
        assertThat(folder).isDirectoryContaining("glob:**boat.png");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        Path other = Files.createFile(folder.resolve("other"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("boat.png")))
                .isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void the_words_of_a_picture_are_read_back() {
        ImageOrder order =
                ImageOrder.of("a poster that reads \"OPENING SOON\" in bold type")
                        .withTextCheck(TextCheckOrder.RETRY);
        assertThat(client.generate(order).textCheck())
                .isEqualTo(
                        new TextCheckReport(
                                true,
                                1,
                                List.of(
                                        new TextCheckReport.Text(
                                                "OPENING SOON", "OPENING SOON", true))));
        assertThat(client.generate(ImageOrder.of("a boat")).textCheck()).isNull();
    }

    @Test
    void pictures_of_the_server_are_told_from_others() {
        ImageTask task = client.generate(BOAT.withSeed(11));
        PictureReport report = client.verify(client.download(task));

        assertThat(report.ours()).isTrue();
        assertThat(report.foundBy()).isEqualTo("credentials");
        assertThat(report.task()).isEqualTo(task.id());
        assertThat(report.credentials()).isEqualTo("valid");
        assertThat(report.changed()).isFalse();
        assertThatThrownBy(() -> client.verify(new byte[] {1, 2, 3}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no JPEG, PNG or WebP picture");
    }

    @Test
    void a_failed_task_says_why_and_costs_nothing() {
        try (ZImageClient own = server.clientOf("failing", 100)) {
            TaskFailedException e =
                    catchThrowableOfType(
                            TaskFailedException.class, () -> own.generate(ImageOrder.of("fail")));

            assertThat(e.code()).isEqualTo(80001);
            assertThat(e.task().status()).isEqualTo(ImageTaskStatus.FAILED);
            assertThat(e.task().usage()).isEqualTo(new ImageTask.Usage(0));
            assertThat(own.balance()).isEqualTo(100);
            assertThatThrownBy(() -> own.download(e.task()))
                    .isInstanceOf(TaskFailedException.class);
        }
    }

    @Test
    void a_task_can_be_cancelled_more_than_once() {
        ImageTask slow = client.submit(ImageOrder.of("slow"));

        assertThat(client.cancel(slow.id()).failure())
                .isNotNull()
                .extracting(TaskFailure::code)
                .isEqualTo(80004);
        assertThat(client.cancel(slow.id()).hasEnded()).isTrue();
        assertThatThrownBy(() -> client.await(slow))
                .isInstanceOfSatisfying(
                        TaskFailedException.class, e -> assertThat(e.isCancelled()).isTrue());
    }

    @Test
    void a_completed_task_cannot_be_cancelled() {
        ImageTask task = client.generate(BOAT);

        assertThatThrownBy(() -> client.cancel(task.id())).isInstanceOf(TaskEndedException.class);
    }

    @Test
    void the_picture_of_a_task_that_has_ended_can_be_deleted() {
        ImageTask task = client.generate(BOAT);
        ImageTask slow = client.submit(ImageOrder.of("slow"));

        assertThat(client.deletePicture(task.id()).hasEnded()).isTrue();
        assertThat(client.deletePicture(task.id()).hasEnded()).isTrue();
        assertThatThrownBy(() -> client.download(task)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.deletePicture(slow.id()))
                .isInstanceOf(InvalidRequestException.class);
        client.cancel(slow.id());
    }

    @Test
    void a_slow_task_outlives_the_wait() {
        try (ZImageClient impatient =
                ZImageClient.builder(server.address(), server.key())
                        .awaitTimeout(Duration.ofMillis(300))
                        .build()) {
            ImageTask slow = impatient.submit(ImageOrder.of("slow"));

            assertThatThrownBy(() -> impatient.await(slow))
                    .isInstanceOf(WaitTimeoutException.class);
            assertThat(client.task(slow.id()).hasEnded()).isFalse();
            client.cancel(slow.id());
        }
    }

    @Test
    void the_same_key_of_ones_own_is_the_same_task() {
        try (ZImageClient own = server.clientOf("careful", 100)) {
            ImageTask first = own.submit(BOAT, "order-1");

            assertThat(own.submit(BOAT, "order-1").id()).isEqualTo(first.id());
            assertThat(own.balance()).isEqualTo(96);
            assertThatThrownBy(() -> own.submit(ImageOrder.of("another"), "order-1"))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            e -> assertThat(e.code()).isEqualTo(20009));
        }
    }

    @Test
    void answers_that_are_lost_after_the_charge_are_not_paid_again() {
        String key = server.key("unlucky", 100);
        try (ResponseDroppingProxy proxy = new ResponseDroppingProxy(server.address(), 3);
                ZImageClient behind =
                        ZImageClient.builder(proxy.address(), key)
                                .time(new SteppingClock())
                                .build();
                ZImageClient direct = ZImageClient.create(server.address(), key)) {
            ImageTask task = behind.submit(BOAT);

            assertThat(proxy.lost()).isEqualTo(3);
            assertThat(direct.tasks()).extracting(ImageTask::id).containsExactly(task.id());
            assertThat(direct.balance()).isEqualTo(96);
        }
    }

    @Test
    void all_tasks_are_listed_page_by_page() {
        try (ZImageClient own = server.clientOf("busy", 1_000)) {
            List<String> submitted =
                    IntStream.range(0, 105)
                            .mapToObj(i -> own.submit(BOAT.withSeed(i)).id())
                            .toList();

            assertThat(own.tasks().map(ImageTask::id)).isEqualTo(submitted.reversed());
            assertThat(own.tasks().limit(1)).hasSize(1);
            assertThat(own.tasks(ImageTaskStatus.FAILED)).isEmpty();
        }
    }

    @Test
    void a_link_that_has_expired_is_asked_for_anew() {
        ImageTask task = client.generate(BOAT);
        server.advance(Duration.ofHours(25));

        assertThat(client.download(task)).isNotEmpty();

        server.advance(Duration.ofDays(30));
        assertThatThrownBy(() -> client.download(task)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusals_of_the_server_have_types_codes_and_ids() {
        InvalidRequestException blank =
                catchThrowableOfType(
                        InvalidRequestException.class, () -> client.submit(ImageOrder.of(" ")));
        assertThat(blank.code()).isEqualTo(20003);
        assertThat(blank.requestId()).startsWith("req_");
        assertThat(blank).hasMessageContaining("prompt");

        assertThatThrownBy(() -> client.submit(BOAT.withModel("z-imagine")))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> client.task("task_018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e"))
                .isInstanceOf(NotFoundException.class);
        try (ZImageClient poor = server.clientOf("poor", 3);
                ZImageClient unknown =
                        ZImageClient.create(server.address(), "rk_live_" + "0".repeat(40))) {
            assertThatThrownBy(() -> poor.submit(BOAT))
                    .isInstanceOf(InsufficientCreditsException.class);
            assertThatThrownBy(unknown::balance).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void many_threads_share_a_client() throws Exception {
        try (ZImageClient own = server.clientOf("crowd", 1_000);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<ImageTask>> orders =
                    IntStream.range(0, 20)
                            .<Callable<ImageTask>>mapToObj(
                                    i -> () -> own.generate(BOAT.withSeed(i)))
                            .toList();
            Set<Long> seeds =
                    threads.invokeAll(orders).stream()
                            .map(Future::resultNow)
                            .map(ImageTask::seed)
                            .collect(Collectors.toSet());

            assertThat(seeds).hasSize(20);
            assertThat(own.balance()).isEqualTo(1_000 - 20 * 4);
        }
    }

    @Test
    void the_end_of_a_client_ends_its_waits() throws Exception {
        ZImageClient closing = server.client();
        ImageTask slow = closing.submit(ImageOrder.of("slow"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> wait =
                    threads.submit(() ->
                            closing.await(
                                    slow.id(),
                                    task -> {
                                        if (!task.hasEnded()) {
                                            closing.close();
                                        }
                                    }));

            assertThatThrownBy(wait::get).hasCauseInstanceOf(ConnectionException.class);
        }
        client.cancel(slow.id());
    }
}
