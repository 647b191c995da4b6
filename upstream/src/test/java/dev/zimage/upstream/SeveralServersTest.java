package dev.zimage.upstream;

import static dev.zimage.upstream.Pictures.pixels;
import static dev.zimage.upstream.Pictures.request;
import static dev.zimage.upstream.TestEngines.failure;
import static dev.zimage.upstream.TestEngines.openAi;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Several servers of one engine, of which some go away.
class SeveralServersTest {

    private static final ImitatedServer.Handler DRAWS =
            (request, exchange) ->
                    exchange.json(200, Pictures.answer(request.json().path("seed").asLong()));

    @Test
    void pictures_are_shared_out_and_no_server_gets_more_than_it_takes() throws Exception {
        CountDownLatch all = new CountDownLatch(8);
        ImitatedServer.Handler waits =
                (request, exchange) -> {
                    all.countDown();
                    all.await();
                    DRAWS.handle(request, exchange);
                };
        try (ImitatedServer one = ImitatedServer.start(waits);
                ImitatedServer other = ImitatedServer.start(waits);
                UpstreamEngine engine = openAi("standard", one, other)) {
            assertThat(engine.bestAtOnce()).isEqualTo(10);

            draw(engine, 8);

            assertThat(one.requests()).hasSize(4);
            assertThat(other.requests()).hasSize(4);
        }
    }

    @Test
    void pictures_of_a_killed_server_are_drawn_by_the_other() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        try (ImitatedServer killed =
                        ImitatedServer.start((_, exchange) -> {
                            begun.countDown();
                            exchange.awaitHangUp();
                        });
                ImitatedServer other = ImitatedServer.start(DRAWS);
                UpstreamEngine engine = openAi("standard", killed, other);
                ExecutorService drawing = Executors.newCachedThreadPool()) {
            List<Future<GeneratedImage>> pictures = submit(engine, drawing, 8);
            begun.await();
            killed.kill();

            for (int seed = 0; seed < pictures.size(); seed++) {
                assertThat(pixels(pictures.get(seed).get())).isEqualTo(pixels(Pictures.png(seed)));
            }
        }
    }

    @Test
    void a_failing_server_is_left_alone_while_another_draws() throws Exception {
        try (ImitatedServer broken =
                        ImitatedServer.start(
                                (_, exchange) -> exchange.json(500, "{\"error\":\"x\"}"));
                ImitatedServer good = ImitatedServer.start(DRAWS);
                UpstreamEngine engine = openAi("standard", broken, good)) {
            for (int picture = 0; picture < 6; picture++) {
                engine.generate(request("a cat", picture), ProgressListener.NONE);
            }

            assertThat(broken.requests()).hasSizeLessThan(3);
            assertThat(good.requests()).hasSize(6);
        }
    }

    @Test
    void an_engine_without_a_server_is_not_ready_and_says_which_setting_to_look_at()
            throws Exception {
        try (ImitatedServer server = ImitatedServer.start(DRAWS);
                UpstreamEngine engine = openAi("standard", server)) {
            server.kill();
            assertThat(failure(engine, request("a cat", 1))).isEqualTo(Cause.UNAVAILABLE);

            assertThat(engine.readiness())
                    .isInstanceOfSatisfying(
                            Readiness.Unreachable.class,
                            state -> {
                                assertThat(state.fault().reason()).contains("engine gpu");
                                assertThat(state.fault().remedy()).contains("engines.gpu.url");
                                assertThat(state.fault().text()).doesNotContain("127.0.0.1");
                            });

            try (ImitatedServer again = ImitatedServer.restart(server, DRAWS)) {
                awaitReadiness(engine, Readiness.Ready.class);
                engine.generate(request("a cat", 1), ProgressListener.NONE);
                assertThat(again.requests()).hasSize(1);
            }
        }
    }

    private static void awaitReadiness(UpstreamEngine engine, Class<? extends Readiness> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!wanted.isInstance(engine.readiness()) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(engine.readiness()).isInstanceOf(wanted);
    }

    @Test
    void the_death_of_an_idle_server_is_known_before_an_order_meets_it() throws Exception {
        try (ImitatedServer server = ImitatedServer.start(DRAWS);
                UpstreamEngine engine =
                        UpstreamEngine.open(
                                TestEngines.options(
                                        TestEngines.openAiProtocol("standard"), "/v1", server),
                                Duration.ofMillis(50))) {
            engine.generate(request("a cat", 1), ProgressListener.NONE);
            server.kill();

            awaitReadiness(engine, Readiness.Unreachable.class);
        }
    }

    @Test
    void a_server_that_draws_may_be_silent_meanwhile() throws Exception {
        try (UpstreamHttp http = new UpstreamHttp()) {
            UpstreamServer server =
                    new UpstreamServer(
                            URI.create("http://127.0.0.1:1"), Optional.empty(), Set.of(), http);
            ServerPool pool = new ServerPool(List.of(server), 1, Duration.ZERO);
            CallFailure silent = new CallFailure(CallFailure.Kind.UNREACHABLE, "no answer");
            assertThat(pool.toProbe()).containsExactly(server);

            pool.acquire(Set.of(), false, Deadline.in(Duration.ofSeconds(1)));
            assertThat(pool.toProbe()).isEmpty();
            pool.unanswered(server, silent);
            assertThat(pool.outage()).isEmpty();

            pool.release(server);
            pool.unanswered(server, silent);
            assertThat(pool.outage()).isPresent();
        }
    }

    @Test
    void a_picture_that_was_cut_waits_for_the_server_to_come_back() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (ImitatedServer server =
                        ImitatedServer.start((_, exchange) -> {
                            begun.countDown();
                            exchange.awaitHangUp();
                        });
                UpstreamEngine engine = openAi("standard", server);
                ExecutorService drawing = Executors.newCachedThreadPool()) {
            Future<GeneratedImage> picture = submit(engine, drawing, 1).getFirst();
            begun.await();
            server.kill();
            awaitReadiness(engine, Readiness.Unreachable.class);

            try (ImitatedServer again = ImitatedServer.restart(server, DRAWS)) {
                assertThat(pixels(picture.get())).isEqualTo(pixels(Pictures.png(0)));
                assertThat(again.requests()).hasSize(1);
            }
        }
    }

    @Test
    void how_long_a_picture_takes_is_known_after_the_first() throws Exception {
        try (ImitatedServer server = ImitatedServer.start(DRAWS);
                UpstreamEngine engine = openAi("standard", server)) {
            assertThat(engine.expected("standard", Pictures.SIZE)).isEmpty();

            engine.generate(request("a cat", 1), ProgressListener.NONE);

            assertThat(engine.expected("standard", Pictures.SIZE))
                    .get()
                    .extracting(Duration::isPositive)
                    .isEqualTo(true);
        }
    }

    /// Each has rested by the time that the other has answered.
    @Test
    void servers_that_are_full_in_turn_are_not_asked_for_ever() throws Exception {
        ImitatedServer.Handler full =
                (_, exchange) -> {
                    Thread.sleep(700);
                    exchange.json(429, "{}");
                };
        try (ImitatedServer one = ImitatedServer.start(full);
                ImitatedServer other = ImitatedServer.start(full);
                UpstreamEngine engine =
                        UpstreamEngine.open(
                                TestEngines.within(
                                        Duration.ofSeconds(2),
                                        TestEngines.options(
                                                TestEngines.openAiProtocol("standard"),
                                                "/v1",
                                                one,
                                                other)))) {
            assertThat(failure(engine, request("a cat", 3))).isEqualTo(Cause.UNAVAILABLE);
        }
    }

    private static void draw(UpstreamEngine engine, int count) throws Exception {
        try (ExecutorService drawing = Executors.newCachedThreadPool()) {
            for (Future<GeneratedImage> picture : submit(engine, drawing, count)) {
                picture.get();
            }
        }
    }

    private static List<Future<GeneratedImage>> submit(
            UpstreamEngine engine, ExecutorService drawing, int count) {
        List<Future<GeneratedImage>> pictures = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            long number = seed;
            Callable<GeneratedImage> one =
                    () -> engine.generate(request("a cat", number), ProgressListener.NONE);
            pictures.add(drawing.submit(one));
        }
        return pictures;
    }
}
