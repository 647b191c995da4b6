package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A start on a machine that lacks something: it says in one line what, or serves what it can.
@Timeout(300)
class PoorStartTest {

    @TempDir Path folder;

    static Stream<LimitedDisk> disks() {
        return LimitedDisk.available();
    }

    /// Under a limit on the length of files SQLite's library cannot even be unpacked.
    static Stream<LimitedDisk> fileSystems() {
        return disks().filter(LimitedDisk.OwnMount.class::isInstance);
    }

    private record Ended(int code, List<String> said) {

        static Ended of(List<String> command) throws IOException, InterruptedException {
            Process process = TestProgram.process(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said.lines().toList());
        }

        void requireOneLine(String... parts) {
            assertThat(code).isEqualTo(1);
            assertThat(said).hasSize(1);
            assertThat(said.getFirst()).startsWith("zimage: ").contains(parts);
        }
    }

    @Test
    void without_a_temporary_folder_the_start_and_the_doctor_say_what_to_do() throws Exception {
        Path data = ownFolder("data");
        Files.createFile(data.resolve("zimage.db"));
        String remedy = "-Djava.io.tmpdir=FOLDER";

        Ended.of(withoutTemporaryFolder("serve", "--port", "0", "--data", data.toString()))
                .requireOneLine("SQLite's native library cannot be loaded", remedy);

        Ended doctor = Ended.of(withoutTemporaryFolder("doctor", "--data", data.toString()));
        assertThat(doctor.said).anyMatch(line -> line.contains("library cannot be loaded"));
        assertThat(doctor.said).anyMatch(line -> line.contains(remedy));
        assertThat(doctor.said).noneMatch(line -> line.contains("\tat "));
    }

    /// Nothing can be made in `/proc`, by root neither.
    private static List<String> withoutTemporaryFolder(String... arguments) {
        List<String> command = TestProgram.command(arguments);
        command.add(1, "-Djava.io.tmpdir=/proc");
        return command;
    }

    private Path ownFolder(String name) throws IOException {
        return Files.createDirectory(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @ParameterizedTest
    @MethodSource("disks")
    void a_first_start_on_a_full_disk_ends_with_one_line(LimitedDisk kind) throws Exception {
        Path prepared = ownFolder("prepared");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        List<String> command =
                TestProgram.command("serve", "--port", "0", "--data", disk + "/data");

        Ended.of(kind.wrapFull(command, prepared, disk)).requireOneLine("cannot");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("fileSystems")
    void a_later_start_on_a_full_disk_serves_what_is_there(LimitedDisk kind) throws Exception {
        Path prepared = folder.resolve("prepared");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path log = folder.resolve("log");
        String key;
        String task;
        try (InstalledServer first =
                        new InstalledServer(prepared, log, command -> command).start();
                Client client = new Client(first, first.liveKey())) {
            key = first.liveKey();
            task = client.submit("a cat").text("id");
            client.awaitEnd(Set.of(task));
            first.terminate();
        }

        try (InstalledServer full =
                        new InstalledServer(
                                        disk.resolve("data"),
                                        log,
                                        command -> kind.wrapFull(command, prepared, disk))
                                .start();
                Client client = new Client(full, key)) {
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(client.submit("no room").status()).isEqualTo(503);
            String link =
                    client.task(task).json().path("output").path("image_urls").path(0).asString("");
            assertThat(client.get(link).body()).startsWith(0xFF, 0xD8);
            assertThat(client.balance()).isEqualTo(10_000 - 4);
            assertThat(full.terminate()).isEqualTo(143);
        }
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_named_with_the_reason() throws Exception {
        String file = Files.createFile(folder.resolve("file")).toString();

        Ended.of(TestProgram.command("serve", "--port", "0", "--data", file))
                .requireOneLine("cannot make the data directory", "there is a file " + file);
        Ended.of(TestProgram.command("serve", "--port", "0", "--data", "/proc/none"))
                .requireOneLine("cannot make the data directory", "no such file or folder: /proc");
    }

    @Test
    void a_folder_that_others_can_look_into_is_named_in_one_line() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path log = folder.resolve("log");

        try (InstalledServer open = new InstalledServer(data, log, command -> command).start()) {
            open.terminate();
        }
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("chmod 700 " + data))
                .hasSize(1);

        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Files.delete(log);
        try (InstalledServer closed = new InstalledServer(data, log, command -> command).start()) {
            closed.terminate();
        }
        assertThat(Files.readString(log)).doesNotContain("chmod");
    }
}
