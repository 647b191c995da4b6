package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.LocalHttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `doctor` says of an engine on another server that was set up wrongly.
class DoctorRemoteEngineTest {

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder, Clock.systemUTC());
        shell.environment().put("ZIMAGE_SERVER_PORT", "0");
        shell.environment().put("ZIMAGE_ENGINES_GPU_KIND", "openai");
        shell.environment().put("ZIMAGE_ENGINES_GPU_URL", "http://127.0.0.1:1/v1");
        shell.environment().put("ZIMAGE_MODELS_Z_IMAGE_ENGINE", "gpu");
    }

    @Test
    void a_key_that_is_not_there_is_named_with_its_setting() {
        Path key = folder.resolve("gpu.key");
        shell.environment().put("ZIMAGE_ENGINES_GPU_API_KEY_FILE", key.toString());

        assertThat(engine())
                .contains("there is no file " + key + "; correct engines.gpu.api_key_file")
                .doesNotContain("Exception");
    }

    @Test
    void a_workflow_that_is_a_folder_is_named_with_its_setting() throws IOException {
        Path workflow = Files.createDirectory(folder.resolve("workflow"));
        shell.environment().put("ZIMAGE_ENGINES_GPU_KIND", "comfyui");
        shell.environment().put("ZIMAGE_ENGINES_GPU_WORKFLOW", workflow.toString());

        assertThat(engine())
                .contains("there is no file " + workflow + "; correct engines.gpu.workflow");
    }

    @Test
    void an_unknown_preset_is_named_with_those_that_are_known() {
        shell.environment().put("ZIMAGE_ENGINES_GPU_PRESET", "sglang");

        assertThat(engine())
                .contains("engines.gpu.preset must be one of standard, sdcpp, together, openai");
    }

    @Test
    void a_server_that_refuses_the_key_is_told_from_one_that_is_silent() {
        try (LocalHttpServer server =
                LocalHttpServer.plain(exchange -> exchange.sendResponseHeaders(401, -1))) {
            String url = "http://127.0.0.1:" + server.port() + "/v1";
            shell.environment().put("ZIMAGE_ENGINES_GPU_URL", url + ", http://127.0.0.1:1/v1");

            assertThat(shell.type("doctor").out())
                    .contains(
                            "0 of 2 servers of gpu can be used",
                            url + ": it answers with 401, as to a wrong or missing key",
                            "http://127.0.0.1:1/v1: it does not answer");
        }
    }

    private String engine() {
        return shell.type("doctor").lines().stream()
                .filter(line -> line.startsWith("fail  engine"))
                .findFirst()
                .orElseThrow();
    }
}
