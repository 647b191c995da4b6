package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/// Reads the reports of `zimage doctor`.
final class DoctorChecks {

    private DoctorChecks() {}

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
