package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.hub.EnvironmentProxies;
import dev.zimage.engine.hub.FolderState;
import dev.zimage.engine.hub.HubAddress;
import dev.zimage.engine.hub.ModelPull;
import dev.zimage.engine.hub.ModelSource;
import dev.zimage.engine.hub.PullException;
import dev.zimage.engine.hub.PullListener;
import dev.zimage.engine.hub.PullRequest;
import dev.zimage.server.Eventually;
import dev.zimage.server.SmallHub;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The download of the model that operators start in the console.
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class ModelDownloadTest {

    private static final String MODEL = "/console/api/admin/model";
    private static final String DOWNLOAD = MODEL + "/download";

    @TempDir Path folder;

    @AutoClose private SmallHub hub;
    @AutoClose private TestServer server;
    private Browser operator;

    @BeforeEach
    void start() {
        hub = new SmallHub();
        server = TestServer.start(folder, Map.of("hub.url", hub.url()));
        operator = Invitations.operator(server, "op@example.com");
    }

    private Path model() {
        return folder.resolve("models/z-image-turbo");
    }

    private JsonNode awaitState(String state) {
        return Eventually.seen(
                () -> operator.read(MODEL), now -> now.path("state").asString().equals(state));
    }

    private Reply begin() {
        return operator.send("POST", DOWNLOAD, "");
    }

    @Test
    void an_operator_downloads_the_model_which_draws_after_the_next_start() {
        JsonNode before = operator.read(MODEL);
        assertThat(before.path("state").asString()).isEqualTo("absent");
        assertThat(before.path("folder").asString()).isEqualTo(model().toString());
        assertThat(before.path("bytes").asLong()).isEqualTo(33_000_000_000L);
        assertThat(before.path("free").asLong()).isPositive();
        assertThat(before.path("obstacle").isNull()).isTrue();
        hub.hold();

        assertThat(begin().status()).isEqualTo(202);

        JsonNode running =
                Eventually.seen(
                        () -> operator.read(MODEL).path("progress"),
                        now -> now.path("phase").asString().equals("fetching"));
        assertThat(running.path("total").asLong()).isEqualTo(hub.bytes());
        assertThat(running.path("files").asInt()).isEqualTo(9);
        hub.release();
        JsonNode after = awaitState("installed");
        assertThat(after.path("progress").isNull()).isTrue();
        assertThat(after.path("in_use").asBoolean()).isFalse();
        assertThat(FolderState.of(model())).isInstanceOf(FolderState.Whole.class);
        assertThat(actions()).startsWith("model-installed", "model-download-started");
    }

    private List<String> actions() {
        return operator.read("/console/api/admin/audit?limit=3")
                .path("data")
                .valueStream()
                .map(entry -> entry.path("action").asString())
                .toList();
    }

    @Test
    void it_is_stopped_and_goes_on_also_after_the_server_was_started_again() {
        hub.hold();
        begin();
        awaitState("running");

        JsonNode stopped = operator.send("DELETE", DOWNLOAD, "").json();

        assertThat(stopped.path("state").asString()).isIn("unfinished", "absent");
        assertThat(actions()).startsWith("model-download-stopped", "model-download-started");
        begin();
        Eventually.seen(() -> FolderState.of(model()), FolderState.Unfinished.class::isInstance);
        server.close();
        server = TestServer.start(folder, Map.of("hub.url", hub.url()));
        operator = Invitations.operator(server, "next@example.com");
        assertThat(operator.read(MODEL).path("state").asString()).isEqualTo("unfinished");
        hub.release();
        begin();
        awaitState("installed");
    }

    @Test
    void a_second_start_changes_nothing_and_a_pull_beside_it_is_refused() {
        hub.hold();
        begin();
        Eventually.seen(() -> FolderState.of(model()), FolderState.Unfinished.class::isInstance);

        assertThat(begin().status()).isEqualTo(202);
        assertThatThrownBy(this::pull).hasMessageContaining("another pull is writing");
        assertThat(actions()).containsOnlyOnce("model-download-started");
        hub.release();
        awaitState("installed");
    }

    /// What `zimage pull` does.
    private void pull() throws PullException, InterruptedException {
        ModelSource source =
                new ModelSource(HubAddress.of(hub.url()), "Tongyi-MAI/Z-Image-Turbo", "main");
        ModelPull.run(
                new PullRequest(source, model(), null, EnvironmentProxies.of(Map.of()), 1, false),
                PullListener.NONE,
                Clock.systemUTC());
    }

    @Test
    void a_pull_that_has_the_folder_is_left_alone() throws Exception {
        hub.hold();
        Thread other =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                pull();
                            } catch (PullException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        Eventually.seen(() -> FolderState.of(model()), FolderState.Unfinished.class::isInstance);
        begin();

        assertThat(awaitState("failed").path("failure").path("kind").asString()).isEqualTo("busy");
        hub.release();
        other.join();
        awaitState("installed");
    }

    @Test
    void a_failure_says_why_and_the_next_start_goes_on() {
        hub.wantedToken = "hf_secret";
        begin();

        JsonNode failure = awaitState("failed").path("failure");

        assertThat(failure.path("kind").asString()).isEqualTo("not-allowed");
        assertThat(failure.path("reason").asString()).contains("401");
        hub.wantedToken = null;
        begin();
        awaitState("installed");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Files.writeString(folder.resolve("models"), "no folder");
        begin();

        JsonNode failure = awaitState("failed").path("failure");

        assertThat(failure.path("kind").asString()).isEqualTo("not-writable");
        assertThat(failure.path("reason").asString()).contains(model().toString());
    }

    @Test
    void nobody_but_an_operator_sees_or_starts_it() {
        Browser owner = Invitations.member(server, "owner@example.com", "shop");

        assertThat(owner.send("GET", MODEL, "").status()).isEqualTo(403);
        assertThat(owner.send("POST", DOWNLOAD, "").status()).isEqualTo(403);
        assertThat(owner.send("DELETE", DOWNLOAD, "").status()).isEqualTo(403);
        assertThat(model()).doesNotExist();
    }
}
