package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpCommandTest {

    @TempDir Path folder;

    @Test
    void it_runs_through_what_the_program_does_in_silence_and_leaves_nothing() throws IOException {
        List<Path> before = leftovers();

        Shell.Result warm = new Shell(folder, Clock.systemUTC()).type("warm-up");

        assertThat(warm.code()).as(warm.err()).isZero();
        assertThat(warm.out()).isEmpty();
        assertThat(warm.err()).isEmpty();
        assertThat(folder).isEmptyDirectory();
        assertThat(leftovers()).isEqualTo(before);
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("zimage-warm-up-"))
                    .sorted()
                    .toList();
        }
    }
}
