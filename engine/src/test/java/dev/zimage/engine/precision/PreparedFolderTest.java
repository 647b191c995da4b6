package dev.zimage.engine.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.onnx.ElementType;
import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {

    private static final int OUTPUTS = 70;
    private static final int INPUTS = 130;
    private static final String FILE = "part.int8.weights";

    @TempDir Path published;
    @TempDir Path kept;

    private final AtomicInteger made = new AtomicInteger();

    @BeforeEach
    void publish() throws IOException {
        publish(1);
    }

    @Test
    void a_prepared_file_is_made_once() throws IOException {
        prepare();
        byte[] first = Files.readAllBytes(kept.resolve(FILE));
        prepare();

        assertThat(made).hasValue(1);
        assertThat(Files.readAllBytes(kept.resolve(FILE))).isEqualTo(first);
    }

    @Test
    void a_damaged_file_is_made_again() throws IOException {
        prepare();
        byte[] whole = Files.readAllBytes(kept.resolve(FILE));
        try (RandomAccessFile file = new RandomAccessFile(kept.resolve(FILE).toFile(), "rw")) {
            file.seek(whole.length / 2);
            file.write(~whole[whole.length / 2]);
        }
        touch(kept.resolve(FILE));
        prepare();

        assertThat(made).hasValue(2);
        assertThat(Files.readAllBytes(kept.resolve(FILE))).isEqualTo(whole);
    }

    @Test
    void a_file_that_was_only_touched_is_kept() throws IOException {
        prepare();
        touch(kept.resolve(FILE));
        prepare();

        assertThat(made).hasValue(1);
    }

    @Test
    void a_file_that_is_cut_off_is_made_again() throws IOException {
        prepare();
        try (RandomAccessFile file = new RandomAccessFile(kept.resolve(FILE).toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        prepare();

        assertThat(made).hasValue(2);
    }

    @Test
    void a_file_without_its_manifest_is_made_again() throws IOException {
        prepare();
        Files.delete(kept.resolve(FILE + ".manifest"));
        prepare();

        assertThat(made).hasValue(2);
    }

    @Test
    void a_manifest_that_is_no_manifest_is_none() throws IOException {
        prepare();
        Files.writeString(kept.resolve(FILE + ".manifest"), "{\"plan\":");
        prepare();
        Files.writeString(kept.resolve(FILE + ".manifest"), "{}");
        prepare();
        Files.writeString(kept.resolve(FILE + ".manifest"), "null");
        prepare();

        assertThat(made).hasValue(4);
    }

    @Test
    void other_weights_make_another_file() throws IOException {
        requireOthersAreMadeAnew();
    }

    @Test
    void other_weights_of_the_same_names_sizes_and_times_make_another_file() throws IOException {
        touch(published.resolve("model.safetensors"));
        requireOthersAreMadeAnew();
    }

    private void requireOthersAreMadeAnew() throws IOException {
        prepare();
        byte[] first = Files.readAllBytes(kept.resolve(FILE));
        publish(2);
        touch(published.resolve("model.safetensors"));
        prepare();

        assertThat(made).hasValue(2);
        assertThat(Files.readAllBytes(kept.resolve(FILE))).isNotEqualTo(first);
    }

    @Test
    void weights_that_were_copied_with_another_time_are_the_same_weights() throws IOException {
        prepare();
        touch(published.resolve("model.safetensors"));
        prepare();
        prepare();

        assertThat(made).hasValue(1);
    }

    @Test
    void what_a_break_left_behind_is_no_prepared_file() throws IOException {
        Files.write(kept.resolve(FILE + ".part"), new byte[7]);
        Files.write(kept.resolve(FILE), new byte[7]);
        prepare();

        assertThat(made).hasValue(1);
        assertThat(kept.resolve(FILE + ".part")).doesNotExist();
    }

    @Test
    void what_killed_processes_left_of_other_files_is_removed_and_told() throws IOException {
        leave("other.q8.weights", 9);
        Files.writeString(kept.resolve("other.q8.weights.manifest.part"), "{");
        List<String> told = new ArrayList<>();
        prepare(
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
            prepare();
            assertThat(kept.resolve("other.q8.weights.part")).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        prepare();
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
        prepare();

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

        assertThat(made).hasValue(1);
    }

    @Test
    void reading_the_published_files_is_told_up_to_its_end() throws IOException {
        List<Long> read = new ArrayList<>();
        prepare(
                new PreparationListener() {
                    @Override
                    public void checked(String component, long done, long all) {
                        assertThat(done).isLessThanOrEqualTo(all);
                        read.add(done);
                    }

                    @Override
                    public void prepared(String component, long done, long all) {}
                });

        assertThat(read).isSorted().endsWith(Files.size(published.resolve("model.safetensors")));
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

            assertThatThrownBy(() -> prepare(stopping))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("part");
        } finally {
            other.destroyForcibly().waitFor();
        }
        prepare();
        assertThat(made).hasValue(1);
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

    @Test
    void what_stops_the_making_comes_through_as_it_is() {
        PreparationListener stopping =
                (_, _, _) -> {
                    throw new CancellationException("enough");
                };

        assertThatThrownBy(() -> prepare(stopping)).isInstanceOf(CancellationException.class);
        assertThat(kept.resolve(FILE + ".part")).doesNotExist();
    }

    @Test
    void a_weight_that_is_not_there_is_named() {
        assertThatThrownBy(
                        () -> {
                            try (Weights weights = Weights.open(published)) {
                                new WeightFile("part", Precision.FP32, weights)
                                        .floats(new Graph("part"), "missing.weight");
                            }
                        })
                .hasRootCauseInstanceOf(WeightsException.class)
                .hasMessageContaining("missing.weight");
    }

    private void prepareUnchecked() {
        try {
            prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        prepare((_, done, all) -> {
            if (done == all) {
                made.incrementAndGet();
            }
        });
    }

    private void prepare(PreparationListener listener) throws IOException {
        try (Weights weights = Weights.open(published)) {
            Graph graph = new Graph("part");
            WeightFile plan = new WeightFile("part", Precision.INT8, weights);
            LinearLayers linears = new LinearLayers(Precision.INT8, plan);
            linears.apply("linear", graph.input("x", ElementType.FLOAT, 1, "tokens", INPUTS));
            new PreparedFolder(kept, listener).prepare(plan);
        }
    }

    private void publish(int seed) throws IOException {
        int bytes = OUTPUTS * INPUTS * 2;
        byte[] header =
                "{\"linear.weight\":{\"dtype\":\"BF16\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
                        .formatted(OUTPUTS, INPUTS, bytes)
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(8 + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        Random random = new Random(seed);
        while (file.hasRemaining()) {
            int bits = Float.floatToIntBits((float) random.nextGaussian());
            file.putShort((short) (bits >>> 16));
        }
        Files.write(published.resolve("model.safetensors"), file.array());
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    }
}
