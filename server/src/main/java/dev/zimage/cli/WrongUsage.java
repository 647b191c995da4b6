package dev.zimage.cli;

import dev.zimage.cli.command.CommandContext;
import dev.zimage.text.NearestName;
import dev.zimage.text.QuotedText;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what was asked wrongly: one line, and where to read on. Of a command that only has others
/// below it, these are shown.
final class WrongUsage implements IParameterExceptionHandler {

    private final CommandContext context;

    WrongUsage(CommandContext context) {
        this.context = context;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = context.coloursOfErrors().red("zimage:");
        Optional<String> unknown = unknownCommand(wrong);
        if (unknown.isPresent()) {
            err.println(name + " " + noSuchCommand(unknown.get(), command));
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        }
        err.println(name + " " + wrong.getMessage());
        boolean suggested = UnmatchedArgumentException.printSuggestions(wrong, err);
        if (!command.getSubcommands().isEmpty()) {
            command.usage(err);
        } else if (!suggested) {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return CommandLine.ExitCode.USAGE;
    }

    /// The word that stands where a command is wanted.
    private static Optional<String> unknownCommand(ParameterException wrong) {
        return wrong instanceof UnmatchedArgumentException unmatched
                        && !wrong.getCommandLine().getSubcommands().isEmpty()
                ? unmatched.getUnmatched().stream()
                        .findFirst()
                        .filter(word -> !word.startsWith("-"))
                : Optional.empty();
    }

    private static String noSuchCommand(String word, CommandLine command) {
        Stream<String> known =
                command.getSubcommands().entrySet().stream()
                        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                        .map(Map.Entry::getKey);
        String guess =
                NearestName.question(word, known).map(question -> "; " + question).orElse("");
        return "there is no command " + QuotedText.of(word) + guess;
    }
}
