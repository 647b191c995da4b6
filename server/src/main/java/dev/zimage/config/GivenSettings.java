package dev.zimage.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Collects what the sources set, and what is wrong with it. Not safe for use by several threads.
final class GivenSettings {

    private final List<Setting> settings = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    /// The allowed ones, in the order in which they were added.
    List<Setting> settings() {
        return settings;
    }

    /// What is wrong; more can be added.
    List<ConfigProblem> problems() {
        return problems;
    }

    /// Adds a value.
    ///
    /// @param naming how the source names settings
    void add(
            Function<ConfigKey<?>, String> naming,
            String name,
            String writtenValue,
            String origin) {
        String value = writtenValue.strip();
        Optional<ConfigKey<?>> known = find(naming, name);
        if (known.isEmpty()) {
            problems.add(unknown(naming, name, origin));
        } else if (known.get().type().parse(value).isEmpty()) {
            String message = "must be " + known.get().allowed();
            problems.add(ConfigProblem.of(known.get().name(), value, origin, message));
        } else {
            settings.add(new Setting(known.get(), value, origin));
        }
    }

    private static Optional<ConfigKey<?>> find(Function<ConfigKey<?>, String> naming, String name) {
        for (ConfigKey<?> key : ConfigKey.all()) {
            if (naming.apply(key).equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /// Without the value: nobody knows what it is, and it may be a secret.
    private static ConfigProblem unknown(
            Function<ConfigKey<?>, String> naming, String name, String origin) {
        String guess =
                NearestName.nearest(name, ConfigKey.all().stream().map(naming))
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("docs/configuration.md lists all there are");
        return new ConfigProblem(name, origin, "no such setting; " + guess);
    }
}
