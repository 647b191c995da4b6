package dev.zimage.config;

import java.util.List;
import java.util.stream.Collectors;

/// The settings of a start, and where each of them came from.
///
/// @param settings one for each key, in the order of the documentation
public record LoadedConfig(Config config, List<Setting> settings) {

    /// The settings in force, one a line, each with where it came from. Secrets in them are left
    /// out.
    public String render() {
        return settings.stream().map(LoadedConfig::line).collect(Collectors.joining("\n"));
    }

    /// The settings that are not the default, one in each line; empty when there are none.
    public String renderChanged() {
        return settings.stream()
                .filter(setting -> !setting.origin().equals(Setting.DEFAULT))
                .map(LoadedConfig::line)
                .collect(Collectors.joining("\n"));
    }

    /// What an operator should change some time, a sentence each.
    public List<String> notices() {
        return settings.stream()
                .filter(setting -> setting.key().name().equals("price.z-image"))
                .filter(setting -> !setting.origin().equals(Setting.DEFAULT))
                .map(setting ->
                        "price.z-image (%s) is the former name of models.z-image.price; rename it"
                                .formatted(setting.origin()))
                .toList();
    }

    private static String line(Setting setting) {
        String assignment = (setting.key().name() + " = " + setting.shown()).stripTrailing();
        return "%-44s (%s)".formatted(assignment, setting.origin());
    }
}
