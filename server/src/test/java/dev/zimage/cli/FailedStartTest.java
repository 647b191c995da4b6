package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start that fails halfway leaves nothing open: the next one in the same process succeeds.
class FailedStartTest {

    private static final String SERVE = "serve --engine sketch --port ";

    /// Names of threads that a server starts and has to end.
    private static final List<String> OF_A_SERVER =
            List.of(
                    "database-",
                    "delayed-start",
                    "housekeeping-",
                    "media-check",
                    "qtp",
                    "task-feed",
                    "webhooks",
                    "worker-");

    @TempDir Path folder;

    private Shell shell;
    private Set<Thread> before;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
        before = threads();
    }

    @Test
    void because_its_port_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            failsWith(SERVE + taken.getLocalPort(), "it is in use; ");
        }
        startsAgain();
    }

    /// A port that is in use is not to be looked for then.
    @Test
    void because_its_address_is_another_machines() {
        failsWith(SERVE + "0 --host 203.0.113.7", "assign requested address");
        startsAgain();
    }

    @Test
    void because_there_are_no_weights() {
        failsWith(
                "serve --port 0 --engine z-image --weights " + folder.resolve("nowhere"),
                "no model is installed");
        startsAgain();
    }

    @Test
    void because_its_database_is_damaged() throws IOException {
        Path database = folder.resolve("zimage.db");
        byte[] sound = Files.readAllBytes(database);
        Files.write(database, new byte[sound.length]);
        failsWith(SERVE + 0, "zimage.db");

        Files.write(database, sound);
        startsAgain();
    }

    @Test
    void because_its_database_server_is_not_there() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        failsWith(
                SERVE + "0 --set database.url=postgresql://zimage@127.0.0.1:" + unused + "/zimage",
                "127.0.0.1");
        startsAgain();
    }

    @Test
    void because_a_list_of_words_cannot_be_read() throws IOException {
        Path words = Files.write(folder.resolve("words"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        failsWith(SERVE + "0 --set content_check.deny_file=" + words, "content_check.deny_file");

        Files.writeString(words, "a word");
        startsAgain();
    }

    @Test
    void because_a_setting_of_single_sign_on_is_missing() {
        failsWith(
                SERVE + "0 --set oidc.issuer=https://login.example.com",
                "zimage: oidc.client_id must be set with oidc.issuer");
        startsAgain();
    }

    private void failsWith(String command, String reason) {
        Shell.Result failed = shell.type(command);
        assertThat(failed.code()).as(failed.err()).isEqualTo(1);
        assertThat(failed.err()).contains(reason);
        assertThat(Eventually.seen(this::left, Set::isEmpty)).as("its threads").isEmpty();
    }

    private void startsAgain() {
        Shell.Result started = shell.type(SERVE + 0);
        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out()).contains("is ready on");
    }

    /// The names of the threads of a server that are still there.
    private Set<String> left() {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> OF_A_SERVER.stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 100];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count).collect(Collectors.toSet());
    }
}
