package dev.zimage.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// OpenAI's clients for Python and Node, by the scripts in `src/test/clients`. They are installed
/// below `target`, from whatever registry pip and npm are set up for; where that cannot be done the
/// test is skipped and says why.
class ScriptedClientsTest {

    private static final Path SCRIPTS = Path.of("src", "test", "clients").toAbsolutePath();
    private static final Path INSTALLED = Path.of("target", "clients").toAbsolutePath();

    @RegisterExtension static final TriedServer TRIED = new TriedServer();

    private record Run(int code, String output) {}

    @Test
    @Timeout(600)
    void openai_for_python_works_unmodified() throws Exception {
        Path python = installPython();

        check("python", List.of(python.toString(), SCRIPTS.resolve("python/check.py").toString()));
    }

    @Test
    @Timeout(600)
    void openai_for_node_works_unmodified() throws Exception {
        Path folder = installNode();

        check("node", List.of("node", folder.resolve("check.mjs").toString()));
    }

    private static void check(String language, List<String> command) throws Exception {
        long before = TRIED.answers(429);

        Run run = run(command);

        assertThat(run.code).as(run.output).isZero();
        assertThat(run.output).contains("passed a_client_that_hangs_up");
        assertThat(TRIED.answers(429, before + 1))
                .as("tries without credits")
                .isEqualTo(before + 1);
        for (String what : List.of("waits", "gives up", "hangs up")) {
            assertThat(TRIED.drawn("slow: " + language + " " + what)).as(what).isEqualTo(1);
        }
    }

    /// A virtual environment with the client in it.
    ///
    /// @return its interpreter
    private static Path installPython() throws Exception {
        Path folder = INSTALLED.resolve("python");
        Path python = folder.resolve("bin").resolve("python");
        if (!Files.exists(folder.resolve("whole"))) {
            install("python3", "-m", "venv", folder.toString());
            install(
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--retries",
                    "0",
                    "--timeout",
                    "20",
                    "-r",
                    SCRIPTS.resolve("python/requirements.txt").toString());
            Files.createFile(folder.resolve("whole"));
        }
        return python;
    }

    /// A folder with the script and the client's packages.
    private static Path installNode() throws Exception {
        Path folder = INSTALLED.resolve("node");
        Files.createDirectories(folder);
        for (String file : List.of("check.mjs", "package.json", "package-lock.json")) {
            Files.copy(
                    SCRIPTS.resolve("node").resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(folder.resolve("whole"))) {
            install("npm", "ci", "--silent", "--prefix", folder.toString());
            Files.createFile(folder.resolve("whole"));
        }
        return folder;
    }

    private static void install(String... command) throws InterruptedException {
        Run run;
        try {
            run = run(List.of(command));
        } catch (IOException e) {
            run = new Run(-1, String.valueOf(e.getMessage()));
        }
        assumeTrue(
                run.code == 0,
                "not tried, for `%s` failed: %s".formatted(String.join(" ", command), run.output));
    }

    private static Run run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("zimage-client-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_"));
        builder.environment().put("CHECK_URL", TRIED.server().url(""));
        builder.environment().put("CHECK_KEY", TRIED.key());
        builder.environment().put("CHECK_POOR_KEY", TRIED.poorKey());
        builder.environment().put("NO_PROXY", "127.0.0.1");
        builder.environment().put("no_proxy", "127.0.0.1");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(280, TimeUnit.SECONDS);
            String said = Files.readString(output);
            return new Run(ended ? process.exitValue() : -1, ended ? said : said + "\ntimed out");
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
