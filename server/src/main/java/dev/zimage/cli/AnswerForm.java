package dev.zimage.cli;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// `--json`, and the answer of a command in the form that was asked for.
final class AnswerForm {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--json", description = "Answer in JSON, for scripts.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /// Prints an answer.
    ///
    /// @param record one of [Answers] or a list of them
    /// @param text for people
    void give(Object record, Supplier<String> text) {
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
