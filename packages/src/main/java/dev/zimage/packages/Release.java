package dev.zimage.packages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// What is packaged.
///
/// @param version as Maven has it
/// @param commit the source's
/// @param time the commit's: all files get it, so that two builds of a commit are alike
record Release(String version, String commit, Instant time) {

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.]+)?");

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    Release {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "the version must look like 1.2.3 or 1.2.3-rc.1: " + version);
        }
    }

    /// The name of the archive's folder.
    String name() {
        return "zimage-" + version;
    }

    /// In dpkg's order, a `~` sorts before the end: `0.1.0~rc.1` is older than `0.1.0`. A snapshot
    /// carries its time, so that a later one is an upgrade.
    String debianVersion() {
        return version.replace("-SNAPSHOT", "-snapshot" + COMPACT.format(time))
                .replaceFirst("-", "~");
    }

    /// The file `release` of the program's folder, which `zimage version` reads.
    String description() {
        return "VERSION=%s\nCOMMIT=%s\nBUILT=%s\n".formatted(version, commit, time);
    }
}
