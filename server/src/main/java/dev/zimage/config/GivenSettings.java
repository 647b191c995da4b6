package dev.zimage.config;

import dev.zimage.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Collects what the sources set, and what is wrong with it. Not safe for use by several threads.
final class GivenSettings {

    private final ConfigKeys keys;
    private final List<Setting> settings = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    GivenSettings(ConfigKeys keys) {
        this.keys = keys;
    }

    /// The allowed ones, in the order in which they were added.
    List<Setting> settings() {
        return settings;
    }

    /// What is wrong; more can be added.
    List<ConfigProblem> problems() {
        return problems;
    }

    /// Adds a value from a file or the command line.
    void add(String name, String value, String origin) {
        Optional<ConfigKey<?>> key = keys.named(name);
        if (key.isPresent()) {
            add(key.get(), value.strip(), origin);
        } else {
            problems.add(unknown(name, origin, keys.candidates(name).map(ConfigKey::name)));
        }
    }

    /// Adds the value of an environment variable.
    void addVariable(String variable, String value) {
        String origin = "environment variable " + variable;
        Optional<ConfigKey<?>> key = keys.ofVariable(variable, members());
        if (key.isPresent()) {
            add(key.get(), value.strip(), origin);
        } else {
            problems.add(
                    unknown(
                            variable,
                            origin,
                            keys.keys().stream().map(ConfigKey::environmentName)));
        }
    }

    private void add(ConfigKey<?> key, String value, String origin) {
        if (key.type().parse(value).isEmpty()) {
            String message = "must be " + key.allowed();
            problems.add(
                    ConfigProblem.of(key.name(), key.type().shown().apply(value), origin, message));
        } else {
            settings.add(new Setting(key, value, origin));
        }
    }

    /// The members of families that are named so far.
    private Set<String> members() {
        Set<String> members = new HashSet<>();
        for (Setting setting : settings) {
            for (ConfigFamily<?> family : keys.families()) {
                family.memberOf(setting.key().name()).ifPresent(members::add);
            }
        }
        return members;
    }

    /// Without the value: nobody knows what it is, and it may be a secret.
    private static ConfigProblem unknown(String name, String origin, Stream<String> known) {
        String guess =
                NearestName.question(name, known)
                        .orElse("docs/configuration.md lists all settings");
        return new ConfigProblem(name, origin, "no such setting; " + guess);
    }
}
