package dev.zimage.engine.precision;

import static dev.zimage.engine.precision.PublishedLinear.FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.onnx.Graph;
import dev.zimage.engine.weights.Weights;
import dev.zimage.engine.weights.WeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a prepared file is made, and when it is made again.
@Tag("kernels") // the form of a file is the processor's
class PreparedFolderTest {

    @TempDir Path published;
    @TempDir Path kept;

    private PublishedLinear linear;

    @BeforeEach
    void publish() throws IOException {
        linear = new PublishedLinear(published, kept);
    }

    @Test
    void a_prepared_file_is_made_once() throws IOException {
        linear.prepare();
        byte[] first = Files.readAllBytes(kept.resolve(FILE));
        linear.prepare();

        assertThat(linear.made()).hasValue(1);
        assertThat(Files.readAllBytes(kept.resolve(FILE))).isEqualTo(first);
    }

    @Test
    void a_damaged_file_is_made_again() throws IOException {
        linear.prepare();
        byte[] whole = Files.readAllBytes(kept.resolve(FILE));
        try (RandomAccessFile file = new RandomAccessFile(kept.resolve(FILE).toFile(), "rw")) {
            file.seek(whole.length / 2);
            file.write(~whole[whole.length / 2]);
        }
        touch(kept.resolve(FILE));
        linear.prepare();

        assertThat(linear.made()).hasValue(2);
        assertThat(Files.readAllBytes(kept.resolve(FILE))).isEqualTo(whole);
    }

    @Test
    void a_file_that_was_only_touched_is_kept() throws IOException {
        linear.prepare();
        touch(kept.resolve(FILE));
        linear.prepare();

        assertThat(linear.made()).hasValue(1);
    }

    @Test
    void a_file_that_is_cut_off_is_made_again() throws IOException {
        linear.prepare();
        try (RandomAccessFile file = new RandomAccessFile(kept.resolve(FILE).toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        linear.prepare();

        assertThat(linear.made()).hasValue(2);
    }

    @Test
    void a_file_without_its_manifest_is_made_again() throws IOException {
        linear.prepare();
        Files.delete(kept.resolve(FILE + ".manifest"));
        linear.prepare();

        assertThat(linear.made()).hasValue(2);
    }

    @Test
    void a_manifest_that_is_no_manifest_is_none() throws IOException {
        linear.prepare();
        Files.writeString(kept.resolve(FILE + ".manifest"), "{\"plan\":");
        linear.prepare();
        Files.writeString(kept.resolve(FILE + ".manifest"), "{}");
        linear.prepare();
        Files.writeString(kept.resolve(FILE + ".manifest"), "null");
        linear.prepare();

        assertThat(linear.made()).hasValue(4);
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
        linear.prepare();
        byte[] first = Files.readAllBytes(kept.resolve(FILE));
        linear.publish(2);
        touch(published.resolve("model.safetensors"));
        linear.prepare();

        assertThat(linear.made()).hasValue(2);
        assertThat(Files.readAllBytes(kept.resolve(FILE))).isNotEqualTo(first);
    }

    @Test
    void weights_that_were_copied_with_another_time_are_the_same_weights() throws IOException {
        linear.prepare();
        touch(published.resolve("model.safetensors"));
        linear.prepare();
        linear.prepare();

        assertThat(linear.made()).hasValue(1);
    }

    @Test
    void reading_the_published_files_is_told_up_to_its_end() throws IOException {
        List<Long> read = new ArrayList<>();
        linear.prepare(
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
    void what_stops_the_making_comes_through_as_it_is() {
        PreparationListener stopping =
                (_, _, _) -> {
                    throw new CancellationException("enough");
                };

        assertThatThrownBy(() -> linear.prepare(stopping))
                .isInstanceOf(CancellationException.class);
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

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    }
}
