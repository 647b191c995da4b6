package dev.zimage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir private Path folder;

    @Test
    void the_lock_file_is_for_its_owner_alone_also_when_an_earlier_version_made_it()
            throws IOException {
        Path file = Files.createFile(folder.resolve("server.lock"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (DataDirectory.Lock lock = DataDirectory.open(folder).lock().orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }
}
