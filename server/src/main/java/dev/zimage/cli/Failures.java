package dev.zimage.cli;

import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.StorageException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says what went wrong: one line for what an operator can mend, everything for a bug.
final class Failures implements IExecutionExceptionHandler {

    private final CommandContext context;

    Failures(CommandContext context) {
        this.context = context;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        String name = context.coloursOfErrors().red("zimage:");
        switch (failure) {
            case CommandFailure expected -> err.println(name + " " + expected.getMessage());
            case InvalidConfigException config -> {
                err.println(name + " the configuration is wrong:");
                config.problems().forEach(problem -> err.println("  " + problem));
            }
            case InterruptedException stopped -> err.println(name + " stopped");
            case StorageException storage -> err.println(name + " " + inOneLine(storage));
            case UncheckedIOException io -> err.println(name + " " + inOneLine(io));
            default -> failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /// What we say of it and the database's own word, without what the layers between say.
    private static String inOneLine(Throwable failure) {
        String said = firstLine(failure);
        String word = word(causes(failure).reduce((outer, inner) -> inner).orElse(failure));
        return said.contains(word) ? said : said + ": " + word;
    }

    /// Of these Java tells nothing but the path.
    private static String word(Throwable cause) {
        return switch (cause) {
            case AccessDeniedException denied ->
                    "%s has no right to %s"
                            .formatted(System.getProperty("user.name"), denied.getFile());
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case FileAlreadyExistsException taken -> "there is a file " + taken.getFile();
            default -> firstLine(cause);
        };
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
    }
}
