package dev.zimage.config;

import java.util.Locale;

/// One setting: its name, its default, what it means and which values are allowed. A
/// [ConfigSection] makes and registers it.
///
/// @param <T> the type of its values
public final class ConfigKey<T> {

    private final String name;
    private final String defaultValue;
    private final ValueType<T> type;
    private final String description;

    ConfigKey(String name, String defaultValue, ValueType<T> type, String description) {
        this.name = name;
        this.defaultValue = defaultValue;
        this.type = type;
        this.description = description;
    }

    /// The name in files and messages, for example `server.port`.
    public String name() {
        return name;
    }

    /// The name in the environment, for example `ZIMAGE_SERVER_PORT`.
    public String environmentName() {
        return ConfigSources.PREFIX + environmentForm(name);
    }

    /// The default, written as in a file.
    public String defaultValue() {
        return defaultValue;
    }

    /// What the setting means: Markdown, one line.
    public String description() {
        return description;
    }

    /// Which values it takes, for example `a whole number from 0 to 65535`.
    public String allowed() {
        return type.allowed();
    }

    ValueType<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }

    /// A name or a part of one as it is written in an environment variable.
    static String environmentForm(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
