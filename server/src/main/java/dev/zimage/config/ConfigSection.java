package dev.zimage.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Settings that are declared together. To declare one is all that is needed: parsing, `zimage
/// doctor` and the test of `docs/configuration.md` know the settings of every section that
/// [ConfigKeys] lists, in the order of their declaration.
final class ConfigSection {

    private final List<ConfigKey<?>> keys = new ArrayList<>();
    private final List<ConfigFamily<?>> families = new ArrayList<>();

    <T> ConfigKey<T> key(String name, String defaultValue, ValueType<T> type, String description) {
        ConfigKey<T> key = new ConfigKey<>(name, defaultValue, type, description);
        keys.add(key);
        return key;
    }

    /// Declares a setting of each member of a group.
    ///
    /// @param template for example `models.<id>.price`
    <T> ConfigFamily<T> family(
            String template, String defaultValue, ValueType<T> type, String description) {
        ConfigFamily<T> family = ConfigFamily.of(template, defaultValue, type, description);
        families.add(family);
        return family;
    }

    List<ConfigKey<?>> keys() {
        return Collections.unmodifiableList(keys);
    }

    List<ConfigFamily<?>> families() {
        return Collections.unmodifiableList(families);
    }
}
