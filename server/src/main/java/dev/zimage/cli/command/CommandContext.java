package dev.zimage.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/// What a command finds around it, so that a test can set it.
///
/// @param environment the variables
/// @param home the folder of the program, where the data directory is when nothing else is said
/// @param in standard input, for the answers of people
/// @param out standard output, for the command that writes a picture there
/// @param terminals whether standard output (1) or standard error (2) is a terminal, where a line
///   can be drawn again
/// @param attendance what goes on while a server runs
public record CommandContext(
        Clock clock,
        Map<String, String> environment,
        Path home,
        InputStream in,
        OutputStream out,
        IntPredicate terminals,
        ServerLifetime attendance) {

    public static CommandContext ofProcess(Clock clock) {
        Map<String, String> environment = System.getenv();
        return new CommandContext(
                clock,
                environment,
                home(environment),
                System.in,
                new FileOutputStream(FileDescriptor.out),
                stream -> Terminal.is(stream, environment),
                ServerLifetime::untilTheProcessEnds);
    }

    /// Whether people watch standard error.
    public boolean watched() {
        return terminals.test(Terminal.ERROR);
    }

    /// For standard output.
    public Colours coloursOfOutput() {
        return colours(Terminal.OUTPUT);
    }

    /// For standard error.
    public Colours coloursOfErrors() {
        return colours(Terminal.ERROR);
    }

    /// None where `NO_COLOR` is set, as on no-color.org.
    private Colours colours(int stream) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Colours(wanted && terminals.test(stream));
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
