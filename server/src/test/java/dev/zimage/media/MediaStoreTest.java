package dev.zimage.media;

import static dev.zimage.media.StoredTexts.bytes;
import static dev.zimage.media.StoredTexts.key;
import static dev.zimage.media.StoredTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zimage.engine.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of every media store.
@ParameterizedClass
@EnumSource(StoreKind.class)
class MediaStoreTest {

    private static final MediaKey KEY = key("018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e");

    private final StoreKind kind;

    @TempDir Path folder;
    private StoreKind.Place place;
    @AutoClose private MediaStore store;

    MediaStoreTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        place = kind.place(folder);
        store = place.open();
    }

    @Test
    void a_stored_picture_is_found_with_its_length_and_bytes() throws IOException {
        byte[] picture = bytes("a picture");
        store.store(KEY, picture);

        StoredMedia found = store.find(KEY).orElseThrow();

        assertThat(found.length()).isEqualTo(picture.length);
        assertThat(read(found, 0)).isEqualTo("a picture");
        assertThat(read(found, 2)).isEqualTo("picture");
        assertThat(read(found, picture.length)).isEmpty();
    }

    @Test
    void an_offset_outside_the_picture_is_refused() throws IOException {
        store.store(KEY, bytes("abc"));
        StoredMedia found = store.find(KEY).orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> found.open(4));
        assertThatIllegalArgumentException().isThrownBy(() -> found.open(-1));
    }

    @Test
    void a_picture_that_was_never_stored_is_not_found() throws IOException {
        store.store(KEY, bytes("x"));
        assertThat(store.find(new MediaKey(KEY.taskHex(), 1, ImageFormat.JPEG))).isEmpty();
        assertThat(store.find(new MediaKey(KEY.taskHex(), 0, ImageFormat.PNG))).isEmpty();
    }

    @Test
    void tags_follow_the_content_and_outlive_a_restart() throws IOException {
        store.store(KEY, bytes("first"));
        String first = store.find(KEY).orElseThrow().etag();
        store.store(KEY, bytes("other"));
        String other = store.find(KEY).orElseThrow().etag();

        assertThat(first).matches("\"[0-9a-f]{32}\"").isNotEqualTo(other);
        MediaStore second = place.open();
        assertThat(second.find(KEY).orElseThrow().etag()).isEqualTo(other);
        second.close();
        store.store(KEY, bytes("first"));
        assertThat(store.find(KEY).orElseThrow().etag()).isEqualTo(first);
    }

    @Test
    void bytes_never_come_under_the_tag_of_other_bytes() throws IOException {
        store.store(KEY, bytes("first"));
        StoredMedia found = store.find(KEY).orElseThrow();
        store.store(KEY, bytes("other"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> found.open(0))
                .withMessageContaining("replaced");
    }

    @Test
    void reading_a_picture_that_was_deleted_says_so() throws IOException {
        store.store(KEY, bytes("first"));
        StoredMedia found = store.find(KEY).orElseThrow();
        store.delete(KEY);
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> found.open(0));
    }

    @Test
    void a_large_picture_is_read_in_parts_and_need_not_be_read_to_its_end() throws IOException {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        store.store(KEY, large);
        StoredMedia found = store.find(KEY).orElseThrow();

        try (InputStream in = found.open(1 << 20)) {
            assertThat(in.readNBytes(1_000)).isEqualTo(part(large, 1 << 20, 1_000));
        }
        try (InputStream in = found.open(0)) {
            assertThat(in.readAllBytes()).isEqualTo(large);
        }
    }

    @Test
    void a_picture_is_deleted_once() throws IOException {
        MediaKey second = new MediaKey(KEY.taskHex(), 1, ImageFormat.PNG);
        store.store(KEY, bytes("0"));
        store.store(second, bytes("1"));

        assertThat(store.delete(KEY)).isTrue();
        assertThat(store.delete(KEY)).isFalse();
        assertThat(store.find(KEY)).isEmpty();
        assertThat(read(store.find(second).orElseThrow(), 0)).isEqualTo("1");
    }

    @Test
    void a_thumbnail_is_deleted_with_its_picture() throws IOException {
        store.store(KEY, bytes("picture"));
        store.store(KEY.thumbnail(), bytes("small"));
        assertThat(read(store.find(KEY).orElseThrow(), 0)).isEqualTo("picture");

        assertThat(store.deleteWithThumbnail(KEY)).isTrue();

        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.find(KEY.thumbnail())).isEmpty();
        assertThat(store.deleteWithThumbnail(KEY)).isFalse();
    }

    @Test
    void many_pictures_are_deleted_together_whether_they_exist_or_not() throws IOException {
        MediaKey second = new MediaKey(KEY.taskHex(), 1, ImageFormat.PNG);
        MediaKey absent = new MediaKey(KEY.taskHex(), 2, ImageFormat.PNG);
        MediaKey kept = new MediaKey(KEY.taskHex(), 3, ImageFormat.PNG);
        store.store(KEY, bytes("0"));
        store.store(KEY.thumbnail(), bytes("small"));
        store.store(second, bytes("1"));
        store.store(kept, bytes("3"));

        assertThat(store.deleteAll(List.of(KEY, second, absent))).isEmpty();

        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.find(KEY.thumbnail())).isEmpty();
        assertThat(store.find(second)).isEmpty();
        assertThat(store.find(kept)).isPresent();
    }

    @Test
    void a_store_that_works_can_be_checked_and_inspected() {
        assertThatCode(
                        () -> {
                            store.inspect();
                            store.check(false);
                            store.check(true);
                            store.check(false);
                            store.inspect();
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void browsing_finds_every_picture_that_was_stored_before_a_time() throws IOException {
        List<MediaKey> stored = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            MediaKey key = new MediaKey("018f5a3a1b6e7d9f8c2b4d6e8f0a2c" + (10 + i), i, PNG);
            store.store(key, bytes("picture " + i));
            stored.add(key);
        }
        store.check(true);

        assertThat(browsed(Instant.now().plusSeconds(60)))
                .containsExactlyInAnyOrderElementsOf(stored);
        assertThat(browsed(Instant.now().minusSeconds(3600))).isEmpty();
    }

    private List<MediaKey> browsed(Instant storedBefore) throws IOException {
        List<MediaKey> found = new ArrayList<>();
        store.browse(storedBefore, found::addAll);
        return found;
    }

    @Test
    void two_stores_on_one_place_see_the_same_pictures_and_disturb_neither() throws Exception {
        try (MediaStore other = place.open();
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            other.check(true);
            List<Callable<MediaKey>> work =
                    IntStream.range(0, 8)
                            .mapToObj(i -> storing(i % 2 == 0 ? store : other, i))
                            .toList();
            for (Future<MediaKey> done : workers.invokeAll(work)) {
                assertThat(store.find(done.get())).isPresent();
                assertThat(other.find(done.get())).isPresent();
            }
        }
    }

    private Callable<MediaKey> storing(MediaStore into, int index) {
        MediaKey own = new MediaKey(KEY.taskHex(), index, ImageFormat.JPEG);
        return () -> {
            for (int round = 0; round < 5; round++) {
                into.store(own, bytes("round " + round));
                into.store(KEY, bytes("the same for all"));
            }
            return own;
        };
    }

    private static final ImageFormat PNG = ImageFormat.PNG;

    private static byte[] part(byte[] whole, int from, int length) {
        return Arrays.copyOfRange(whole, from, from + length);
    }
}
