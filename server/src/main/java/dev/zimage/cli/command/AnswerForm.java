package dev.zimage.cli.command;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// `--json`, and the answer of a command in the form that was asked for.
public final class AnswerForm {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Answer in JSON, for scripts.")
    private boolean json;

    public boolean isJson() {
        return json;
    }

    /// Prints an answer.
    ///
    /// @param record one answer or a list of them. Names become snake case; names and their order
    ///   are stable, members may be added. Times are Unix seconds, and what is not set is null
    /// @param text for people
    public void give(Object record, Supplier<String> text) {
        Objects.requireNonNull(command, "picocli sets the command before it calls")
                .commandLine()
                .getOut()
                .println(json ? json(record) : text.get());
    }

    private static String json(Object record) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writeValueAsString(record);
    }
}
