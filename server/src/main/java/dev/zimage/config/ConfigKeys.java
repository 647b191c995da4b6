package dev.zimage.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The settings of all sections.
final class ConfigKeys {

    /// All settings of zimage, in the order of the documentation.
    static final ConfigKeys DECLARED =
            new ConfigKeys(
                    List.of(
                            ServerKeys.SECTION,
                            DatabaseKeys.SECTION,
                            EngineKeys.SECTION,
                            RemoteKeys.SECTION,
                            ModelKeys.SECTION,
                            AccountKeys.SECTION,
                            SignInKeys.SECTION,
                            OidcKeys.SECTION,
                            TaskKeys.SECTION,
                            ContentKeys.SECTION,
                            ProvenanceKeys.SECTION,
                            LogKeys.SECTION));

    private final List<ConfigKey<?>> keys;
    private final List<ConfigFamily<?>> families;

    ConfigKeys(List<ConfigSection> sections) {
        keys = sections.stream().<ConfigKey<?>>flatMap(one -> one.keys().stream()).toList();
        families =
                sections.stream().<ConfigFamily<?>>flatMap(one -> one.families().stream()).toList();
    }

    List<ConfigKey<?>> keys() {
        return keys;
    }

    List<ConfigFamily<?>> families() {
        return families;
    }

    /// The setting that a file or a flag calls this.
    Optional<ConfigKey<?>> named(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .<ConfigKey<?>>map(key -> key)
                .findFirst()
                .or(() -> memberNamed(name));
    }

    private Optional<ConfigKey<?>> memberNamed(String name) {
        return families.stream()
                .<ConfigKey<?>>flatMap(
                        family -> family.memberOf(name).<ConfigKey<?>>map(family::key).stream())
                .findFirst();
    }

    /// The setting that this environment variable gives.
    ///
    /// @param known the members that other sources name
    Optional<ConfigKey<?>> ofVariable(String variable, Collection<String> known) {
        return keys.stream()
                .filter(key -> key.environmentName().equals(variable))
                .<ConfigKey<?>>map(key -> key)
                .findFirst()
                .or(() -> memberOfVariable(variable, known));
    }

    /// Where two suffixes fit, as `api_key` and `key` would, the longer one counts.
    private Optional<ConfigKey<?>> memberOfVariable(String variable, Collection<String> known) {
        return families.stream()
                .sorted(
                        Comparator.comparingInt(
                                        (ConfigFamily<?> family) -> family.suffix().length())
                                .reversed())
                .<ConfigKey<?>>flatMap(family ->
                        family
                                .memberOfVariable(variable, known)
                                .<ConfigKey<?>>map(family::key)
                                .stream())
                .findFirst();
    }

    /// All settings that could have been meant by a name, for a guess what a misspelt one was.
    Stream<ConfigKey<?>> candidates(String name) {
        String member = name.replaceFirst("^[^.]*\\.", "").replaceFirst("\\.[^.]*$", "");
        return Stream.concat(
                keys.stream(),
                families.stream()
                        .filter(family -> family.memberOf(family.key(member).name()).isPresent())
                        .map(family -> family.key(member)));
    }
}
