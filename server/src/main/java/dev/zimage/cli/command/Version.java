package dev.zimage.cli.command;

import dev.zimage.text.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {ProgramVersion.withName()};
    }

    public static String text() {
        return ProgramVersion.text();
    }
}
