package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.PublishedLinear.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prepared files that other processes make, or left behind.
class PreparedFilesOfOthersTest {

    @TempDir Path published;
    @TempDir Path kept;

    private PublishedLinear linear;

    @BeforeEach
    void publish() throws IOException {
        linear = new PublishedLinear(published, kept);
    }

    @Test
    void what_a_break_left_behind_is_no_prepared_file() throws IOException {
        Files.write(kept.resolve(FILE + ".part"), new byte[7]);
        Files.write(kept.resolve(FILE), new byte[7]);
        linear.prepare();

        assertThat(linear.made()).hasValue(1);
        assertThat(kept.resolve(FILE + ".part")).doesNotExist();
    }

    @Test
    void what_killed_processes_left_of_other_files_is_removed_and_told() throws IOException {
        leave("other.q8.weights", 9);
        Files.writeString(kept.resolve("other.q8.weights.manifest.part"), "{");
        List<String> told = new ArrayList<>();
        linear.prepare(
                new PreparationListener() {
                    @Override
                    public void removed(Path file, long bytes) {
                        told.add(file.getFileName() + " " + bytes);
                    }

                    @Override
                    public void prepared(String component, long done, long all) {}
                });

        assertThat(kept.resolve("other.q8.weights.part")).doesNotExist();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "other.q8.weights.part 9", "other.q8.weights.manifest.part 1");
    }

    @Test
    void what_a_living_process_writes_is_left_alone() throws Exception {
        leave("other.q8.weights", 9);
        Process other = holder("other.q8.weights.lock");
        try {
            assertThat(other.getInputStream().read()).isEqualTo('+');
            linear.prepare();
            assertThat(kept.resolve("other.q8.weights.part")).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        linear.prepare();
        assertThat(kept.resolve("other.q8.weights.part")).doesNotExist();
    }

    @Test
    void half_files_that_are_nobody_s_preparation_are_left_alone() throws IOException {
        Path target = Files.writeString(published.resolve("elsewhere"), "elsewhere");
        leave("film.mkv", 1);
        Files.write(kept.resolve("unlocked.q8.weights.part"), new byte[1]);
        leave("linked.q8.weights", 1);
        Files.delete(kept.resolve("linked.q8.weights.part"));
        Files.createSymbolicLink(kept.resolve("linked.q8.weights.part"), target);
        linear.prepare();

        assertThat(kept.resolve("film.mkv.part")).exists();
        assertThat(kept.resolve("unlocked.q8.weights.part")).exists();
        assertThat(kept.resolve("linked.q8.weights.part")).isSymbolicLink();
        assertThat(target).exists();
    }

    private void leave(String name, int bytes) throws IOException {
        Files.write(kept.resolve(name + ".part"), new byte[bytes]);
        Files.createFile(kept.resolve(name + ".lock"));
    }

    @Test
    void two_that_need_the_same_file_make_it_once() {
        CompletableFuture<Void> one = CompletableFuture.runAsync(this::prepareUnchecked);
        CompletableFuture<Void> two = CompletableFuture.runAsync(this::prepareUnchecked);
        CompletableFuture.allOf(one, two).join();

        assertThat(linear.made()).hasValue(1);
    }

    @Test
    void whoever_waits_for_another_process_hears_of_it_and_can_stop() throws Exception {
        Process other = holder(FILE + ".lock");
        try {
            assertThat(other.getInputStream().read()).isEqualTo('+');
            PreparationListener stopping =
                    new PreparationListener() {
                        @Override
                        public void waiting(String component) {
                            throw new CancellationException(component);
                        }

                        @Override
                        public void prepared(String component, long done, long all) {}
                    };

            assertThatThrownBy(() -> linear.prepare(stopping))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("part");
        } finally {
            other.destroyForcibly().waitFor();
        }
        linear.prepare();
        assertThat(linear.made()).hasValue(1);
    }

    private Process holder(String lock) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        kept.resolve(lock).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// A process that has a lock until it is ended.
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel =
                            FileChannel.open(
                                    Path.of(arguments[0]),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                System.out.print('+');
                System.out.flush();
                Thread.sleep(Duration.ofMinutes(1));
            }
        }
    }

    private void prepareUnchecked() {
        try {
            linear.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
