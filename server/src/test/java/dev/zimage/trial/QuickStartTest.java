package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    /// @param probe tells whether the language is there
    record Program(String fence, String file, List<String> probe, List<String> command) {

        @Override
        public String toString() {
            return fence;
        }

        boolean canRun() {
            try {
                Process process =
                        new ProcessBuilder(probe)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Stream<Program> programs() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        new Program("sh", "first.sh", List.of("curl", "--version"), List.of("sh")),
                        new Program(
                                "python",
                                "first.py",
                                List.of("python3", "-c", "import requests"),
                                List.of("python3")),
                        new Program(
                                "javascript",
                                "first.mjs",
                                List.of("node", "-e", "fetch"),
                                List.of("node")),
                        new Program(
                                "go", "first.go", List.of("go", "version"), List.of("go", "run")),
                        new Program("java", "First.java", List.of(java, "-version"), List.of(java)))
                .filter(Program::canRun);
    }

    @ParameterizedTest
    @MethodSource("programs")
    @Timeout(200)
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
    @Timeout(200)
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
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                Installation.process(
                                Stream.concat(program.command.stream(), Stream.of(file.toString()))
                                        .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("ZIMAGE_URL", server.url(""));
        builder.environment().put("ZIMAGE_KEY", server.liveKey());
        builder.environment().put("GOCACHE", goCache.toString());
        builder.environment().put("NO_PROXY", "127.0.0.1");
        builder.environment().put("no_proxy", "127.0.0.1");
        int code = builder.start().waitFor();
        String said = Files.readString(output);
        assertThat(code).as(said).isZero();
        return said;
    }
}
