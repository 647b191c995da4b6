package dev.zimage.cli.command;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where a command speaks. The annotation makes it a mixin.
@Command
public final class CommandOutput {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /// For what was asked for.
    public PrintWriter out() {
        return line().getOut();
    }

    /// For everything else.
    public PrintWriter err() {
        return line().getErr();
    }

    /// To be thrown when the command was asked wrongly.
    public ParameterException wrong(String message) {
        return new ParameterException(line(), message);
    }

    /// Refuses a number that is below 1 or above the most that an option takes.
    public void requireWithin(String option, int most, int given) {
        if (given < 1 || given > most) {
            throw wrong("%s must be 1 to %,d, not %d".formatted(option, most, given));
        }
    }

    private CommandLine line() {
        CommandSpec spec = command;
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command before it calls");
        }
        return spec.commandLine();
    }
}
