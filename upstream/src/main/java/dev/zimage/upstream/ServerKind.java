package dev.zimage.upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A kind of server that draws: what the settings of an engine call it, which of them it reads, and
/// how its servers are talked to. All that the service has to know about a kind is declared here;
/// each kind has a package of its own and is listed once, in [ServerKinds].
public interface ServerKind {

    /// The setting `engines.<name>.preset`, as [#needs] names it.
    String PRESET = "preset";

    /// The value of `engines.<name>.kind`.
    String name();

    /// The variants of this kind that it knows, as the setting [#PRESET] names them; none for a
    /// kind without presets.
    default List<String> presets() {
        return List.of();
    }

    /// The preset of an engine that names none; empty for none.
    default String usualPreset() {
        return "";
    }

    /// The settings that this kind alone has.
    default List<FileSetting> files() {
        return List.of();
    }

    /// Settings of which an engine has to have exactly one: some of [#files], or [#PRESET]. None
    /// for a kind that can do without.
    default List<String> needs() {
        return List.of();
    }

    /// How the servers of an engine with these settings are talked to.
    ///
    /// @throws IOException when a file cannot be read or does not have what it should; the message
    ///   says why
    Protocol protocol(Given given) throws IOException;

    /// A setting that names a file.
    ///
    /// @param name the last part of the setting's name
    /// @param description what is in the file: Markdown, one line
    record FileSetting(String name, String description) {}

    /// What the settings of an engine say to its kind.
    ///
    /// @param preset one of [#presets], or empty
    /// @param files by the names of [#files]
    record Given(String preset, Map<String, Path> files) {

        public Given {
            files = Map.copyOf(files);
        }

        /// @param preset one of [#presets]
        public static Given preset(String preset) {
            return new Given(preset, Map.of());
        }

        /// The file that a setting names.
        ///
        /// @throws IllegalArgumentException when it names none
        public Path file(FileSetting setting) {
            Path file = files.get(setting.name());
            if (file == null) {
                throw new IllegalArgumentException(setting.name() + " is missing");
            }
            return file;
        }
    }
}
