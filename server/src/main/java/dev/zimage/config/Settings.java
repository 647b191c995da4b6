package dev.zimage.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One value for each setting, each of them allowed.
final class Settings {

    private final Map<ConfigKey<?>, Setting> values = new HashMap<>();

    /// @param given in rising precedence; a setting that is not among them has its default
    Settings(List<Setting> given) {
        for (ConfigKey<?> key : ConfigKey.all()) {
            values.put(key, new Setting(key, key.defaultValue(), Setting.DEFAULT));
        }
        given.forEach(setting -> values.put(setting.key(), setting));
    }

    static Settings defaults() {
        return new Settings(List.of());
    }

    Setting setting(ConfigKey<?> key) {
        Setting setting = values.get(key);
        if (setting == null) {
            throw new IllegalStateException("a setting that is not in the table: " + key);
        }
        return setting;
    }

    <T> T get(ConfigKey<T> key) {
        String value = setting(key).value();
        Optional<T> parsed = key.type().parse(value);
        return parsed.orElseThrow(
                () -> new IllegalStateException(key + " was not checked: " + value));
    }

    List<Setting> inOrder() {
        return ConfigKey.all().stream().map(this::setting).toList();
    }
}
