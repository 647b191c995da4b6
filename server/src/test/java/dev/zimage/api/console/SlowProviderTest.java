package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Gate;
import dev.zimage.server.LocalHttpServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An OpenID provider that takes requests and does not answer them.
class SlowProviderTest {

    @TempDir Path folder;

    @Test
    void one_request_waits_for_the_provider_and_the_others_are_told_that_it_does_not_answer()
            throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Gate gate = new Gate();
        try (LocalHttpServer provider =
                        LocalHttpServer.plain(exchange -> {
                            asked.incrementAndGet();
                            gate.pass();
                        });
                TestServer server = TestServer.start(folder, settings(provider));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Reply> first = start(server, threads);
            gate.awaitArrival();
            List<CompletableFuture<Reply>> others =
                    List.of(start(server, threads), start(server, threads), start(server, threads));

            assertThat(others)
                    .allSatisfy(reply ->
                            assertThat(reply.get().header("Location"))
                                    .isEqualTo("/signin?problem=unreachable"));
            assertThat(asked).hasValue(1);
            gate.open();
            assertThat(first.get().header("Location")).isEqualTo("/signin?problem=unreachable");
        }
    }

    private static Map<String, String> settings(LocalHttpServer provider) {
        return Map.of("oidc.issuer", provider.url("/acme"), "oidc.client_id", "zimage");
    }

    private static CompletableFuture<Reply> start(TestServer server, ExecutorService threads) {
        return CompletableFuture.supplyAsync(
                () -> new Browser(server).get("/console/api/oidc/start"), threads);
    }
}
