package dev.zimage.cli.doctor;

import dev.zimage.config.LoadedConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What an examination found.
///
/// @param config the settings in force, empty when they are wrong
public record DoctorReport(List<Check> checks, Optional<LoadedConfig> config) {

    public DoctorReport {
        checks = List.copyOf(checks);
    }

    /// The worst of the checks.
    public Check.Status status() {
        return checks.stream()
                .map(Check::status)
                .max(Comparator.naturalOrder())
                .orElse(Check.Status.OK);
    }

    /// How many checks ended so.
    public long count(Check.Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}
