package dev.zimage.cli;

import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.StorageException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Says what went wrong: one line for what an operator can mend, everything for a bug.
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        switch (failure) {
            case CommandFailure expected ->
                    line.getErr().println("zimage: " + expected.getMessage());
            case InvalidConfigException config -> {
                line.getErr().println("zimage: the configuration is wrong:");
                config.problems().forEach(problem -> line.getErr().println("  " + problem));
            }
            case StorageException storage ->
                    line.getErr().println("zimage: " + storage.getMessage());
            case UncheckedIOException io ->
                    line.getErr().println("zimage: " + io.getMessage() + ": " + io.getCause());
            default -> failure.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
