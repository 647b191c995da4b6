package dev.zimage.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One value for each setting, each of them allowed.
final class Settings {

    private final ConfigKeys keys;
    private final Map<String, Setting> values = new HashMap<>();

    /// @param given in rising precedence; a setting that is not among them has its default
    Settings(ConfigKeys keys, List<Setting> given) {
        this.keys = keys;
        for (ConfigKey<?> key : keys.keys()) {
            values.put(key.name(), byDefault(key));
        }
        given.forEach(setting -> values.put(setting.key().name(), setting));
    }

    static Settings defaults() {
        return new Settings(ConfigKeys.DECLARED, List.of());
    }

    private static Setting byDefault(ConfigKey<?> key) {
        return new Setting(key, key.defaultValue(), Setting.DEFAULT);
    }

    Setting setting(ConfigKey<?> key) {
        Setting setting = values.get(key.name());
        if (setting == null) {
            throw new IllegalStateException("no section of ConfigKeys has the setting " + key);
        }
        return setting;
    }

    <T> T get(ConfigKey<T> key) {
        return read(key, setting(key).value());
    }

    /// The value of one member of a family.
    <T> T get(ConfigFamily<T> family, String member) {
        ConfigKey<T> key = family.key(member);
        return read(key, values.getOrDefault(key.name(), byDefault(key)).value());
    }

    private static <T> T read(ConfigKey<T> key, String value) {
        Optional<T> parsed = key.type().parse(value);
        return parsed.orElseThrow(
                () -> new IllegalStateException(key + " was not checked: " + value));
    }

    /// The members of a group, for example `models`, for which a source sets something.
    NavigableSet<String> members(String group) {
        NavigableSet<String> members = new TreeSet<>();
        for (ConfigFamily<?> family : keys.families()) {
            if (family.group().equals(group)) {
                values.keySet().forEach(name -> family.memberOf(name).ifPresent(members::add));
            }
        }
        return members;
    }

    /// Every setting in the order of the documentation, then the ones of members that are set.
    List<Setting> inOrder() {
        return Stream.concat(keys.keys().stream().map(this::setting), ofMembers()).toList();
    }

    private Stream<Setting> ofMembers() {
        return keys.families().stream()
                .map(ConfigFamily::group)
                .distinct()
                .flatMap(group -> members(group).stream().flatMap(one -> ofMember(group, one)));
    }

    private Stream<Setting> ofMember(String group, String member) {
        return keys.families().stream()
                .filter(family -> family.group().equals(group))
                .flatMap(family -> Stream.ofNullable(values.get(family.key(member).name())));
    }
}
