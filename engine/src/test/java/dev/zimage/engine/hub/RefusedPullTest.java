package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.engine.hub.PullRequest.AccessToken;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedPullTest extends PullTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void the_token_goes_to_the_hub_and_not_to_where_it_redirects(Dialect dialect) throws Exception {
        hub.wantedToken = "hf_secret";

        ModelPull.run(site.request(dialect, "hf_secret"), TestHub.POLICY, site.ear, TestHub.CLOCK);

        site.requireModel();
        assertThat(hub.asked)
                .filteredOn(TestHub.Asked::store)
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.header("Authorization")).isEmpty();
                    assertThat(request.header("Cookie")).isEmpty();
                });
        assertThat(Files.readString(site.folder.resolve(PulledModel.FILE)))
                .doesNotContain("hf_secret");
    }

    @Test
    void a_hub_that_wants_a_token_says_so() {
        hub.wantedToken = "hf_secret";

        site.pullFails(PullException.Kind.NOT_ALLOWED, "401", "Access is restricted");
        assertThat(site.folder.resolve(".pull")).doesNotExist();
    }

    @Test
    void a_token_is_not_sent_in_the_clear() {
        PullRequest open =
                new PullRequest(
                        new ModelSource(HubAddress.of("http://hub.example.com"), "a/b", "main"),
                        site.folder,
                        new AccessToken("hf_secret"),
                        EnvironmentProxies.of(Map.of()),
                        1,
                        false);

        assertThatThrownBy(() -> ModelPull.run(open, TestHub.POLICY, site.ear, TestHub.CLOCK))
                .isInstanceOfSatisfying(
                        PullException.class,
                        e -> assertThat(e.kind()).isEqualTo(PullException.Kind.UNSAFE));
    }

    @Test
    void a_revision_that_is_not_there_is_named() {
        PullRequest other = site.request(Dialect.HUGGING_FACE, "v9", null, false);

        assertThatThrownBy(() -> ModelPull.run(other, TestHub.POLICY, site.ear, TestHub.CLOCK))
                .isInstanceOfSatisfying(
                        PullException.class,
                        e -> assertThat(e.kind()).isEqualTo(PullException.Kind.NOT_FOUND))
                .hasMessageContaining("v9");
    }

    @Test
    void what_modelscope_says_of_a_missing_revision_is_told() {
        PullRequest other = site.request(Dialect.MODEL_SCOPE, "v9", null, false);

        assertThatThrownBy(() -> ModelPull.run(other, TestHub.POLICY, site.ear, TestHub.CLOCK))
                .hasMessageContaining("revision does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.json",
                "transformer/../../evil.json",
                "/etc/evil.json",
                "transformer\\..\\..\\evil.json"
            })
    void a_file_outside_of_the_folder_ends_the_pull(String path) {
        hub.files.put(path, TestHub.text("evil"));

        site.pullFails(PullException.Kind.UNSAFE, "outside");
        assertThat(site.disk.resolve("models/evil.json")).doesNotExist();
    }

    @Test
    void a_repository_of_another_layout_is_not_pulled() {
        hub.files.keySet().removeIf(path -> path.startsWith("vae/"));

        site.pullFails(PullException.Kind.NOT_A_MODEL, "vae/config.json", "vae/*.safetensors");
    }

    @Test
    void a_disk_without_room_is_noticed_before_anything_is_fetched() throws Exception {
        long free = site.disk.toFile().getUsableSpace();
        long tooMuch = free - PullFolder.LEFT_FREE + (8 << 20);

        try (PullFolder folder = PullFolder.open(site.folder)) {
            assertThatThrownBy(() -> folder.requireSpace(tooMuch))
                    .isInstanceOfSatisfying(
                            PullException.class,
                            e -> assertThat(e.kind()).isEqualTo(PullException.Kind.NO_SPACE))
                    .hasMessageContainingAll(site.folder.toString(), "free");
        }
    }

    @Test
    void a_second_pull_in_the_same_folder_is_refused() throws Exception {
        hub.transfer.bytesPerSecond = 20_000; // for longer than the second one takes
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread first = Thread.ofVirtual().start(() -> end.set(catchThrowable(site::pull)));
        while (hub.rangesAsked(TRANSFORMER).isEmpty()) {
            Thread.sleep(5);
        }

        site.pullFails(PullException.Kind.BUSY, site.folder.toString());

        hub.transfer.bytesPerSecond = 0;
        first.join();
        assertThat(end.get()).isNull();
        site.requireModel();
    }
}
