package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import dev.zimage.server.TestProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How the program stops when it is asked to, and when it does not even start.
class StopTest {

    private static final int TASKS = 30;

    @TempDir Path folder;

    @Test
    @Timeout(600)
    void a_polite_stop_finishes_what_runs_and_leaves_the_rest_queued() throws Exception {
        try (InstalledServer installation = InstalledServer.slow(folder).start();
                Client client = new Client(installation, installation.liveKey())) {
            Set<String> ids = submitted(client);
            awaitFirst(installation);

            assertThat(installation.terminate()).isEqualTo(143);

            DatabaseTotals stopped = DatabaseTotals.of(installation);
            assertThat(stopped.running()).isZero();
            assertThat(stopped.failed()).isZero();
            assertThat(stopped.queued()).isPositive();
            assertThat(stopped.completed() + stopped.queued()).isEqualTo(ids.size());
            assertThat(stopped.inFlight()).isEqualTo(stopped.queued());
            assertThat(installation.log()).contains("stopped").doesNotContain("ERROR");

            installation.start();
            client.awaitEnd(ids);
            DatabaseTotals ended = DatabaseTotals.of(installation);
            assertThat(ended.completed()).isEqualTo(ids.size());
            assertThat(ended.balance()).isEqualTo(10_000 - 4 * ids.size());
            assertThat(ended.unbalanced()).isEmpty();
        }
    }

    static Set<String> submitted(Client client) throws IOException {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < TASKS; i++) {
            ids.add(client.submit("picture " + i).text("id"));
        }
        return ids;
    }

    private static void awaitFirst(InstalledServer installation) {
        assertThat(
                        Eventually.seen(
                                () -> DatabaseTotals.of(installation).completed(),
                                ended -> ended > 0))
                .isPositive();
    }

    @Test
    @Timeout(600)
    void a_second_server_on_the_same_data_says_so_in_one_line() throws Exception {
        try (InstalledServer installation = new InstalledServer(folder).start()) {
            Ended second = run("serve", "--data", installation.data().toString(), "--port", "0");

            assertThat(second.code).isEqualTo(1);
            assertThat(second.out).isEmpty();
            assertThat(second.err)
                    .singleElement()
                    .asString()
                    .startsWith("zimage: another server runs on " + installation.data());
        }
    }

    @Test
    @Timeout(600)
    void a_port_in_use_is_said_in_one_line() throws Exception {
        try (InstalledServer installation = new InstalledServer(folder).start()) {
            String port = installation.url().replaceFirst(".*:", "");
            Ended second =
                    run("serve", "--data", folder.resolve("other").toString(), "--port", port);

            assertThat(second.code).isEqualTo(1);
            assertThat(second.err).singleElement().asString().contains(port).contains("in use");
        }
    }

    private record Ended(int code, List<String> out, List<String> err) {}

    private Ended run(String... arguments) throws Exception {
        Path err = folder.resolve("err");
        Process process =
                TestProgram.process(TestProgram.command(arguments))
                        .redirectError(err.toFile())
                        .start();
        List<String> out = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        return new Ended(process.waitFor(), out, java.nio.file.Files.readAllLines(err));
    }
}
