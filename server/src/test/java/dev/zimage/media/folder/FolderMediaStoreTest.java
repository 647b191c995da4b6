package dev.zimage.media.folder;

import static dev.zimage.media.StoredTexts.bytes;
import static dev.zimage.media.StoredTexts.key;
import static dev.zimage.media.StoredTexts.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zimage.engine.ImageFormat;
import dev.zimage.media.MediaKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMediaStoreTest {

    private static final MediaKey KEY = key("018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e");

    @TempDir Path data;
    private Path root;
    private FolderMediaStore store;

    @BeforeEach
    void open() throws IOException {
        root = data.resolve("deep/media");
        store = new FolderMediaStore(root);
        store.check(false);
    }

    @Test
    void a_picture_that_another_hand_replaced_gets_the_tag_of_its_new_content() throws IOException {
        store.store(KEY, bytes("first"));
        String first = store.find(KEY).orElseThrow().etag();
        Path replacement = Files.write(data.resolve("restored"), bytes("other"));
        Files.move(replacement, pictures().getFirst(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(store.find(KEY).orElseThrow().etag()).isNotEqualTo(first);
    }

    @Test
    void a_reader_keeps_the_picture_that_it_has_open() throws IOException {
        store.store(KEY, bytes("first"));
        try (InputStream reader = store.find(KEY).orElseThrow().open(0)) {
            store.delete(KEY);
            assertThat(new String(reader.readAllBytes(), UTF_8)).isEqualTo("first");
        }
    }

    @Test
    void the_last_picture_takes_its_folders_with_it() throws IOException {
        MediaKey second = new MediaKey(KEY.taskHex(), 1, ImageFormat.PNG);
        store.store(KEY, bytes("0"));
        store.store(second, bytes("1"));

        assertThat(store.delete(KEY)).isTrue();
        assertThat(store.delete(KEY)).isFalse();
        assertThat(read(store.find(second).orElseThrow(), 0)).isEqualTo("1");
        assertThat(store.delete(second)).isTrue();
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(root.resolve(".incoming"));
        }
        store.store(KEY, bytes("again"));
        assertThat(store.find(KEY)).isPresent();
    }

    @Test
    void what_a_crash_left_half_written_is_gone_after_the_next_start() throws IOException {
        store.store(KEY, bytes("whole"));
        Path leftover = Files.write(root.resolve(".incoming/half.jpg.1"), bytes("ha"));
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minusSeconds(4_000)));
        Path underway = Files.write(root.resolve(".incoming/half.jpg.2"), bytes("ha"));

        store = new FolderMediaStore(root);
        store.check(false);

        assertThat(leftover).doesNotExist();
        assertThat(underway).exists();
        assertThat(read(store.find(KEY).orElseThrow(), 0)).isEqualTo("whole");
    }

    @Test
    void a_picture_that_cannot_be_placed_leaves_nothing_behind() throws IOException {
        Files.writeString(root.resolve("018f5a"), "a file where a folder must be");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.store(KEY, bytes("x")));

        assertThat(root.resolve(".incoming")).isEmptyDirectory();
    }

    @Test
    void only_the_owner_can_read_files_and_folders() throws IOException {
        store.store(KEY, bytes("private"));
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.toList())
                    .hasSize(5)
                    .allSatisfy(path ->
                            assertThat(mode(path))
                                    .isEqualTo(
                                            Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void tasks_of_other_times_lie_in_other_folders() throws IOException {
        store.store(KEY, bytes("now"));
        store.store(key("018f5a3b1b6e7d9f8c2b4d6e8f0a2c4e"), bytes("a minute later"));
        store.store(key("018f5c3a1b6e7d9f8c2b4d6e8f0a2c4e"), bytes("a day later"));
        assertThat(pictures().stream().map(path -> root.relativize(path).subpath(0, 2)).distinct())
                .hasSize(3);
        assertThat(pictures().stream().map(path -> root.relativize(path).getName(0)).distinct())
                .hasSize(2);
    }

    @Test
    void storing_and_deleting_neighbours_at_once_loses_no_picture() throws Exception {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<MediaKey>> work =
                    IntStream.range(0, 4).mapToObj(this::storingAndDeleting).toList();
            for (Future<MediaKey> done : workers.invokeAll(work)) {
                assertThat(store.find(done.get())).isPresent();
            }
        }
        assertThat(pictures()).hasSize(4);
        assertThat(root.resolve(".incoming")).isEmptyDirectory();
    }

    private Callable<MediaKey> storingAndDeleting(int worker) {
        MediaKey own = new MediaKey(KEY.taskHex(), worker, ImageFormat.JPEG);
        return () -> {
            for (int round = 0; round < 25; round++) {
                store.delete(own);
                store.store(own, bytes("round " + round));
            }
            return own;
        };
    }

    private List<Path> pictures() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".jpg")).toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
