package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A start on a folder whose database is gone and whose other files are still there.
class LostDatabaseTest {

    private static final String SERVE = "serve --engine sketch --port 0";

    @TempDir Path root;

    private Path folder;
    private Shell shell;

    @BeforeEach
    void open() {
        folder = root.resolve("data");
        shell = new Shell(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zimage.db-wal", "zimage.db-shm", "zimage.db-journal", "media/019f12/a"})
    void a_start_beside_the_remains_of_a_database_is_refused_in_one_line(String remains)
            throws IOException {
        leave(remains);

        Shell.Result refused = shell.type(SERVE);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .contains("it was deleted or moved", "restore a backup", "--new-database");
        assertThat(folder.resolve("zimage.db")).doesNotExist();
        assertThat(shell.type(SERVE).code()).as("the folder is not kept locked").isEqualTo(1);
    }

    @Test
    void an_empty_file_is_no_database() throws IOException {
        leave("media/019f12/a");
        Files.createFile(folder.resolve("zimage.db"));

        assertThat(shell.type(SERVE).err()).contains("it was deleted or moved");
    }

    @Test
    void a_new_database_is_made_on_demand_and_what_was_there_is_kept() throws IOException {
        leave("media/019f12/a");
        leave("zimage.db-wal");

        Shell.Result started = shell.type(SERVE + " --new-database");

        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out()).contains("rk_live_");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> folder.relativize(file).toString()))
                    .contains(
                            "lost-20300131-120000/media/019f12/a",
                            "lost-20300131-120000/zimage.db-wal",
                            "zimage.db");
        }
    }

    @Test
    void a_database_that_is_there_is_not_replaced() {
        shell.install();

        Shell.Result refused = shell.type(SERVE + " --new-database");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("has a database");
    }

    @Test
    void what_is_mounted_or_empty_in_a_new_folder_is_no_trace() throws IOException {
        leave("media/lost+found/a");
        leave("models/z-image-turbo/a");
        leave("zimage.properties");

        assertThat(shell.type(SERVE).code()).isZero();
    }

    private void leave(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
