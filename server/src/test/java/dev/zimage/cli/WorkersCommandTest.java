package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WorkersCommandTest {

    @TempDir Path folder;

    @Test
    void the_processes_that_draw_are_shown_while_they_run_and_afterwards() {
        Shell shell = new Shell(folder, java.time.Clock.systemUTC());
        try (TestServer server = TestServer.start(folder)) {
            server.awaitEnd(server.submitted("a boat"));
            JsonNode running =
                    Eventually.seen(
                            () -> shell.type("workers --json").json(), seen -> seen.size() == 2);

            assertThat(running.findValuesAsString("engine"))
                    .containsExactlyInAnyOrder("stripes", "sketch");
            assertThat(running.findValuesAsString("state")).containsOnly("ready");
            assertThat(running.path(0).path("at_once").asInt()).isEqualTo(2);
            assertThat(shell.type("workers").lines().getFirst())
                    .startsWith("HOST")
                    .endsWith("LAST SEEN (UTC)");
        }
        assertThat(shell.type("workers --json").json().findValuesAsString("state"))
                .containsOnly("stopped");
    }
}
