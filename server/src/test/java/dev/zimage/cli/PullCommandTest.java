package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.hub.FolderState;
import dev.zimage.server.SmallHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PullCommandTest {

    @TempDir Path folder;
    @AutoClose private SmallHub hub;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        hub = new SmallHub();
        shell = new Shell(folder.resolve("data"));
    }

    @Test
    void a_pull_puts_the_model_into_the_data_directory() {
        Shell.Result pulled = shell.type("pull --from", hub.url());

        Path model = folder.resolve("data/models/z-image-turbo");
        assertThat(pulled.code()).isZero();
        assertThat(pulled.out())
                .isEqualTo(
                        "%s: Tongyi-MAI/Z-Image-Turbo at %s, 9 files, %d bytes, complete and verified\n"
                                .formatted(model, SmallHub.COMMIT, hub.bytes()));
        assertThat(pulled.err()).contains("vae/config.json: 15 bytes\n").doesNotContain("\r");
        assertThat(FolderState.of(model)).isInstanceOf(FolderState.Whole.class);
    }

    @Test
    void the_base_model_has_a_folder_of_its_own() {
        shell.type("pull --from", hub.url());

        Shell.Result pulled = shell.type("pull z-image --from", hub.url());

        Path models = folder.resolve("data/models");
        assertThat(pulled.out())
                .startsWith(
                        models.resolve("z-image") + ": Tongyi-MAI/Z-Image at " + SmallHub.COMMIT);
        assertThat(FolderState.of(models.resolve("z-image"))).isInstanceOf(FolderState.Whole.class);
        assertThat(FolderState.of(models.resolve("z-image-turbo")))
                .isInstanceOf(FolderState.Whole.class);
    }

    @Test
    void a_script_gets_json() {
        Path to = folder.resolve("here");

        JsonNode answer =
                shell.type("pull z-image-turbo --json --from", hub.url(), "--to", to + "").json();

        assertThat(answer.path("folder").asString("")).isEqualTo(to.toString());
        assertThat(answer.path("hub").asString("")).isEqualTo(hub.url());
        assertThat(answer.path("commit").asString("")).isEqualTo(SmallHub.COMMIT);
        assertThat(answer.path("files").asInt(0)).isEqualTo(9);
        assertThat(answer.path("fetched").asLong(0)).isEqualTo(hub.bytes());
    }

    @Test
    void a_second_pull_says_that_nothing_was_to_do() {
        shell.type("pull --from", hub.url());

        assertThat(shell.type("pull --from", hub.url()).out()).endsWith("was complete already\n");
    }

    @Test
    void on_a_terminal_a_bar_is_drawn_and_gone_at_the_end() {
        Shell.Result pulled = shell.watched().type("pull --from", hub.url());

        assertThat(pulled.err())
                .contains("[################] 100 %%  %1$d of %1$d bytes".formatted(hub.bytes()))
                .endsWith("\r\u001b[K");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZIMAGE_HUB_URL", "HF_ENDPOINT"})
    void the_hub_can_be_configured(String variable) {
        shell.environment().put(variable, hub.url());

        assertThat(shell.type("pull").code()).isZero();
    }

    @Test
    void the_token_of_a_file_is_sent_and_never_shown() throws IOException {
        hub.wantedToken = "hf_secret";
        Path file = Files.writeString(folder.resolve("token"), "hf_secret\n");

        Shell.Result pulled = shell.type("pull --from", hub.url(), "--token-file", file + "");

        assertThat(pulled.code()).isZero();
        assertThat(pulled.out() + pulled.err()).doesNotContain("hf_secret");
        assertThat(hub.tokens).containsOnly("Bearer hf_secret");
    }

    @Test
    void a_token_that_was_set_for_hugging_face_is_not_sent_to_another_hub() {
        shell.environment().put("HF_TOKEN", "hf_secret");
        shell.environment().put("MODELSCOPE_API_TOKEN", "ms_secret");

        shell.type("pull --from", hub.url());

        assertThat(hub.tokens).isNotEmpty().containsOnly("");
    }

    @Test
    void a_hub_that_wants_a_token_is_answered_with_where_to_put_it() {
        hub.wantedToken = "hf_secret";

        Shell.Result refused = shell.type("pull --from", hub.url());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("401", "HF_TOKEN", "--token-file");
    }

    @Test
    void a_model_that_the_hub_has_not_is_named() {
        Shell.Result refused = shell.type("pull some/other --from", hub.url());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("has no some/other at main", "OWNER/NAME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull z-image-ultra",
                "pull a/b/c",
                "pull --connections 0",
                "pull --connections many",
                "pull --revision ../x",
                "pull --api gopher",
                "pull one two"
            })
    void whoever_asks_wrongly_is_told_so(String words) {
        Shell.Result refused = shell.type(words);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("zimage: ");
        assertThat(folder.resolve("data/models")).doesNotExist();
    }

    @Test
    void what_is_no_address_is_named() {
        Shell.Result refused = shell.type("pull --from huggingface.co");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("--from: not the address of a hub");
    }
}
