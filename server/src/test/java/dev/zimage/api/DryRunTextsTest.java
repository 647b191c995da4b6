package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dry run says which texts the prompt wants written; it and the task say what the engine cannot
/// write.
class DryRunTextsTest {

    private static final String PROMPT = "a sign that says “OPEN”, and below «سلام» by the door";

    @TempDir Path folder;

    @Test
    void the_sketch_engine_names_the_characters_that_it_has_no_glyphs_for() {
        try (TestServer server =
                TestServer.startWithEngines(folder, Map.of("engine.name", "sketch"))) {
            assertThat(texts(server)).containsExactly("OPEN", "سلام");
            assertThat(missing(server)).containsExactly("", "سلام");
            Reply drawn =
                    server.post(
                            "/api/v1/images/generations",
                            TestServer.body(PROMPT),
                            "Prefer",
                            "wait=30");
            assertThat(drawn.json().path("missing_characters").asString()).isEqualTo("سلام");
        }
    }

    @Test
    void another_engine_is_said_to_miss_nothing() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(texts(server)).containsExactly("OPEN", "سلام");
            assertThat(missing(server)).containsExactly("", "");
        }
    }

    @Test
    void a_prompt_that_wants_nothing_written_has_no_texts() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(dryRun(server, "a cat").json().path("texts")).isEmpty();
        }
    }

    private static List<String> texts(TestServer server) {
        return dryRun(server, PROMPT).json().path("texts").findValuesAsString("text");
    }

    private static List<String> missing(TestServer server) {
        return dryRun(server, PROMPT).json().path("texts").findValuesAsString("missing_characters");
    }

    private static Reply dryRun(TestServer server, String prompt) {
        return server.post("/api/v1/images/generations?dry_run=true", TestServer.body(prompt));
    }
}
