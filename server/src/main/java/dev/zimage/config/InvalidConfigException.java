package dev.zimage.config;

import java.util.List;
import java.util.stream.Collectors;

/// The settings are wrong, and the program must not start with them. The message is for the
/// operator and lists everything that is wrong.
public final class InvalidConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    InvalidConfigException(List<ConfigProblem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, at least one thing.
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String message(List<ConfigProblem> problems) {
        String count =
                problems.size() == 1
                        ? "1 setting is wrong"
                        : problems.size() + " settings are wrong";
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", count, ""));
    }
}
