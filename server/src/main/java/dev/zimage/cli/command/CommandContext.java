package dev.zimage.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// What a command finds around it, so that a test can set it.
///
/// @param environment the variables
/// @param home the folder of the program, where the data directory is when nothing else is said
/// @param in standard input, for the answers of people
/// @param out standard output, for the command that writes a picture there
/// @param terminal whether standard error is a terminal, where a line can be drawn again
/// @param attendance what goes on while a server runs
public record CommandContext(
        Clock clock,
        Map<String, String> environment,
        Path home,
        InputStream in,
        OutputStream out,
        BooleanSupplier terminal,
        ServerLifetime attendance) {

    public static CommandContext ofProcess(Clock clock) {
        Map<String, String> environment = System.getenv();
        return new CommandContext(
                clock,
                environment,
                home(environment),
                System.in,
                new FileOutputStream(FileDescriptor.out),
                () -> Terminal.isStandardError(environment),
                ServerLifetime::untilTheProcessEnds);
    }

    /// The launcher tells the folder as a property; whoever starts Java by hand may use the
    /// variable.
    private static Path home(Map<String, String> environment) {
        String variable = environment.get("ZIMAGE_HOME");
        return Path.of(
                Objects.requireNonNullElseGet(
                        variable, () -> System.getProperty("zimage.home", ".")));
    }
}
