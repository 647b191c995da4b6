package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SettableClock;
import dev.zimage.server.TestFolder;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// A folder in which a test makes an installation for `zimage doctor`, whose reports it reads.
final class DoctorInstallation implements AutoCloseable {

    private final TestFolder root = new TestFolder();
    private final SettableClock clock = new SettableClock(Shell.START);
    private final Shell shell = new Shell(folder(), clock);

    DoctorInstallation() {
        shell.environment().put("ZIMAGE_SERVER_PORT", "0");
    }

    /// The folder around the data directory.
    Path root() {
        return root.path();
    }

    /// The data directory, which is not there yet.
    Path folder() {
        return root.path().resolve("data");
    }

    SettableClock clock() {
        return clock;
    }

    Shell shell() {
        return shell;
    }

    @Override
    public void close() {
        root.close();
    }

    /// This check, and no other, fails for this reason.
    static void assertFails(Shell shell, String name, String because) {
        Shell.Result report = shell.type("doctor");
        assertThat(report.code()).isEqualTo(1);
        assertThat(report.lines())
                .filteredOn(line -> line.startsWith("fail"))
                .singleElement()
                .asString()
                .contains(name)
                .contains(because);
    }

    /// `ok`, `warn` or `fail`.
    static String status(Shell shell, String name) {
        return check(shell.type("doctor --json").json(), name).path("status").asString();
    }

    static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("name").asString().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + report);
    }
}
