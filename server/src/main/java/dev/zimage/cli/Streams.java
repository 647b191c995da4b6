package dev.zimage.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where a command speaks. The annotation makes it a mixin.
@Command
final class Streams {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// For what was asked for.
    PrintWriter out() {
        return line().getOut();
    }

    /// For everything else.
    PrintWriter err() {
        return line().getErr();
    }

    /// To be thrown when the command was asked wrongly.
    ParameterException wrong(String message) {
        return new ParameterException(line(), message);
    }

    private CommandLine line() {
        CommandSpec spec = command;
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command before it calls");
        }
        return spec.commandLine();
    }
}
