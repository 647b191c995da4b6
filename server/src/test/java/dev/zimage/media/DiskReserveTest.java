package dev.zimage.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTest {

    private static final long SIZE = 300_000;

    @TempDir Path data;
    private Path file;
    private DiskReserve reserve;

    @BeforeEach
    void name() {
        file = data.resolve("reserve");
        reserve = new DiskReserve(file, SIZE);
    }

    @Test
    void room_is_held_by_a_file_without_holes() throws Exception {
        assertThat(reserve.isHeld()).isFalse();
        assertThat(reserve.restore()).isTrue();
        assertThat(reserve.isHeld()).isTrue();
        assertThat(Files.size(file)).isEqualTo(SIZE);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(new byte[(int) SIZE]);
        assertThat(data).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void room_is_given_up_once_and_taken_back() throws IOException {
        reserve.restore();
        assertThat(reserve.release()).isTrue();
        assertThat(file).doesNotExist();
        assertThat(reserve.release()).isFalse();
        assertThat(reserve.restore()).isTrue();
        assertThat(file).hasSize(SIZE);
    }

    @Test
    void taking_back_what_is_held_changes_nothing() throws IOException {
        reserve.restore();
        Object before = Files.getAttribute(file, "unix:ino");
        assertThat(reserve.restore()).isTrue();
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    }

    @Test
    void what_a_crash_left_unfinished_is_made_anew() throws IOException {
        Files.write(file, new byte[17]);
        Files.write(data.resolve("reserve.new"), new byte[17]);
        assertThat(reserve.isHeld()).isFalse();
        assertThat(reserve.restore()).isTrue();
        assertThat(file).hasSize(SIZE);
        assertThat(data.resolve("reserve.new")).doesNotExist();
    }

    @Test
    void a_disk_without_twice_the_room_is_left_alone() throws IOException {
        long usable = data.toFile().getUsableSpace();
        assertThat(new DiskReserve(file, usable / 3 * 2).restore()).isFalse();
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_reserve_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DiskReserve(file, 0));
    }

    @Test
    void a_full_disk_is_recognised_behind_other_exceptions() {
        IOException full = new IOException("No space left on device");
        assertThat(DiskReserve.isDiskFull(full)).isTrue();
        assertThat(DiskReserve.isDiskFull(new IllegalStateException(new IOException(full))))
                .isTrue();
        assertThat(
                        DiskReserve.isDiskFull(
                                new FileSystemException("a", null, "No space left on device")))
                .isTrue();
        assertThat(DiskReserve.isDiskFull(new IOException("Disk quota exceeded"))).isTrue();
    }

    @Test
    void other_failures_are_no_full_disk() {
        assertThat(DiskReserve.isDiskFull(new IOException("Permission denied"))).isFalse();
        assertThat(DiskReserve.isDiskFull(new IOException())).isFalse();
        assertThat(DiskReserve.isDiskFull(new IllegalStateException("No space left on device")))
                .isFalse();
    }

    @Test
    void causes_in_a_ring_come_to_an_end() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));
        assertThat(DiskReserve.isDiskFull(first)).isFalse();
    }
}
