package dev.zimage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {

    @TempDir Path folder;

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    private static String text(Action action) {
        try {
            action.run();
            return "nothing is wrong";
        } catch (IOException e) {
            return Fault.of(e).text();
        }
    }

    @Test
    void what_cannot_be_read_is_told_with_the_reason() throws IOException {
        Path none = folder.resolve("none");
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(text(() -> Files.readAllBytes(none)))
                .isEqualTo(none + ": no such file or folder");
        assertThat(text(() -> list(file))).isEqualTo(file + ": not a folder");
        assertThat(text(() -> Files.readAllBytes(folder))).isEqualTo("Is a directory");
    }

    /// Some users may read everything: what Java throws for the others.
    @Test
    void a_right_that_is_missing_is_told_with_the_remedy() {
        assertThat(Fault.of(new AccessDeniedException("/models/vae")).text())
                .isEqualTo(
                        "/models/vae: permission denied; give the user of this process access to it");
    }

    @Test
    void an_exception_without_a_word_has_its_kind() {
        assertThat(Fault.of(new FileSystemException("/models")).text())
                .isEqualTo("java.nio.file.FileSystemException: /models");
        assertThat(Fault.of(new IOException()).text()).isEqualTo("java.io.IOException");
    }

    private static void list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
