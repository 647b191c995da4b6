package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The programs of the quick start against a running server, as they stand in the page. Those are
/// run whose language is on this machine.
class QuickStartTest {

    private static final Path PAGE = Path.of("..", "docs", "quick-start.md").toAbsolutePath();
    private static final String ORDER = "## 3.";
    private static final String POLL = "## 4.";

    @TempDir static Path goCache;

    @TempDir Path folder;

    /// @param fence what Markdown calls the language
    record Program(String fence, String file, Language language) {

        @Override
        public String toString() {
            return fence;
        }
    }

    static Stream<Program> programs() {
        return Stream.of(
                        new Program("sh", "first.sh", Language.CURL),
                        new Program("python", "first.py", Language.PYTHON),
                        new Program("javascript", "first.mjs", Language.JAVASCRIPT),
                        new Program("go", "first.go", Language.GO),
                        new Program("java", "First.java", Language.JAVA))
                .filter(program -> program.language.isThere());
    }

    @ParameterizedTest
    @MethodSource("programs")
    @Timeout(600)
    void the_first_picture_is_ordered_and_waited_for(Program program) throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            String output = run(server, program, block(ORDER, program));

            assertThat(output).contains("completed", server.url("/media/tasks/"));
            assertThat(server.live().drawn())
                    .containsExactly("a poster that reads OPENING SOON in bold type, warm tones");
        }
    }

    static Stream<Program> polling() {
        return programs()
                .filter(program -> List.of("python", "javascript").contains(program.fence));
    }

    @ParameterizedTest
    @MethodSource("polling")
    @Timeout(600)
    void a_picture_that_takes_longer_is_polled(Program program) throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            String unwaited = block(ORDER, program).replace("Prefer", "Unheeded");
            String output = run(server, program, unwaited + "\n" + block(POLL, program));

            assertThat(output).contains("processing", "completed", server.url("/media/tasks/"));
        }
    }

    private static String block(String heading, Program program) throws IOException {
        String section =
                Stream.of(Files.readString(PAGE).split("\n(?=## )"))
                        .filter(text -> text.startsWith(heading))
                        .collect(Collectors.joining());
        return Pattern.compile("(?ms)^```" + program.fence + "\n(.*?)^```")
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    private String run(TestServer server, Program program, String source) throws Exception {
        Path file = Files.writeString(folder.resolve(program.file), source);
        Language.Outcome outcome =
                program.language.run(server, folder.resolve("output"), goCache, file);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return outcome.output();
    }
}
