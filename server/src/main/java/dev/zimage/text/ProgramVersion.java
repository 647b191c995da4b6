package dev.zimage.text;

import java.util.Objects;

/// What this program calls itself.
public final class ProgramVersion {

    private ProgramVersion() {}

    /// The version that the build wrote into the jar.
    public static String text() {
        return Objects.requireNonNullElse(
                ProgramVersion.class.getPackage().getImplementationVersion(), "development");
    }

    /// Name and version.
    public static String withName() {
        return "zimage " + text();
    }
}
