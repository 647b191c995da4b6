package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class WarmUpCommandTest {

    @TempDir Path folder;
    @TempDir Path temporary;
    @TempDir Path logs;

    @Test
    void it_runs_through_what_the_program_does_in_silence_and_leaves_nothing() throws Exception {
        Path log = logs.resolve("log");
        Process warm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Djava.awt.headless=true",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.zimage.cli.Main",
                                "warm-up")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(warm.waitFor(4, TimeUnit.MINUTES)).isTrue();

        assertThat(warm.exitValue()).as(Files.readString(log)).isZero();
        assertThat(log).isEmptyFile();
        assertThat(folder).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }
}
