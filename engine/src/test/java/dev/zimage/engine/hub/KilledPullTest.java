package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.zimage.engine.hub.HubAddress.Dialect;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

@Timeout(200)
class KilledPullTest {

    private static final String TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors";

    @TempDir Path disk;

    /// A process of its own that pulls.
    static final class Program {

        private Program() {}

        static void main(String[] args) throws Exception {
            ModelPull.run(
                    request(HubAddress.of(args[0]), Path.of(args[1])),
                    TestHub.POLICY,
                    PullListener.NONE,
                    TestHub.CLOCK);
        }
    }

    private static PullRequest request(HubAddress hub, Path folder) {
        return new PullRequest(
                new ModelSource(hub, TestHub.REPOSITORY, "main"),
                folder,
                null,
                EnvironmentProxies.of(Map.of()),
                4,
                false);
    }

    @Test
    void a_killed_pull_is_unfinished_and_the_next_one_goes_on() throws Exception {
        Path folder = disk.resolve("model");
        try (TestHub hub = new TestHub().withModel()) {
            HubAddress address = hub.address(Dialect.HUGGING_FACE);
            hub.transfer.bytesPerSecond = 300_000;
            Process process = start(address, folder);
            while (comeOf(folder) < 300_000) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(20);
            }
            process.destroyForcibly().waitFor();
            assertThat(FolderState.of(folder)).isEqualTo(new FolderState.Unfinished());
            hub.transfer.bytesPerSecond = 0;

            ModelPull.Outcome outcome =
                    ModelPull.run(
                            request(address, folder),
                            TestHub.POLICY,
                            PullListener.NONE,
                            TestHub.CLOCK);

            assertThat(outcome.fetched()).isLessThan(outcome.model().bytes() - 250_000);
            assertThat(FolderState.of(folder)).isEqualTo(new FolderState.Whole(outcome.model()));
            assertThat(folder.resolve(TRANSFORMER)).hasBinaryContent(hub.files.get(TRANSFORMER));
        }
    }

    private static Process start(HubAddress hub, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Program.class.getName(),
                        hub.toString(),
                        folder.toString())
                .inheritIO()
                .start();
    }

    /// What the program needs, wherever the test's own loader has it from.
    private static String classPath() {
        return Stream.of(
                        ModelPull.class,
                        Program.class,
                        JsonMapper.class,
                        JsonFactory.class,
                        JsonProperty.class)
                .map(type ->
                        Path.of(
                                URI.create(
                                        type.getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .toString())))
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// What a note says that has come.
    private static long comeOf(Path folder) throws IOException {
        Path state = folder.resolve(".pull").resolve(TRANSFORMER + ".json");
        if (!Files.exists(state)) {
            return 0;
        }
        String done = Files.readString(state).replaceFirst(".*\"done\":\\[([0-9,]*)].*", "$1");
        long sum = 0;
        for (String one : done.split(",", -1)) {
            sum += Long.parseLong(one);
        }
        return sum;
    }
}
