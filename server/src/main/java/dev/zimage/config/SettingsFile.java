package dev.zimage.config;

import dev.zimage.text.ByteOrderMark;
import dev.zimage.text.QuotedText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file of settings in UTF-8: one `key = value` a line, blank lines, and comments that begin with
/// `#`. A properties file without its escapes and continuation lines, so that each value has a line
/// that a message can name and a backslash is a backslash.
///
/// @param entries the assignments in their order
/// @param problems what of it could not be read
record SettingsFile(List<Entry> entries, List<ConfigProblem> problems) {

    record Entry(String name, String value, String origin) {}

    /// @param required whether it is a problem when there is no such file
    static SettingsFile read(Path file, boolean required) {
        if (Files.isDirectory(file)) {
            return broken(file, "cannot be read: it is a folder; move it away");
        }
        try {
            return parse(file, Files.readString(file));
        } catch (NoSuchFileException missing) {
            return required ? broken(file, "no such file") : new SettingsFile(List.of(), List.of());
        } catch (CharacterCodingException malformed) {
            return broken(file, "must be text in UTF-8");
        } catch (AccessDeniedException denied) {
            return broken(
                    file,
                    "cannot be read by %s%s; run this as the user that runs the server, or change its owner or its rights"
                            .formatted(
                                    System.getProperty("user.name"),
                                    isInOpenFolder(file) ? "" : ", who may not enter its folder"));
        } catch (IOException unreadable) {
            return broken(file, "cannot be read: " + unreadable);
        }
    }

    private static boolean isInOpenFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isExecutable(folder);
    }

    private static SettingsFile broken(Path file, String message) {
        ConfigProblem problem = new ConfigProblem(file.toString(), "settings file", message);
        return new SettingsFile(List.of(), List.of(problem));
    }

    private static SettingsFile parse(Path file, String text) {
        List<Entry> entries = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        int number = 0;
        for (String raw : ByteOrderMark.skip(text).lines().toList()) {
            String line = raw.strip();
            String origin = file.getFileName() + " line " + ++number;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                problems.add(new ConfigProblem(QuotedText.of(line), origin, "must be key = value"));
                continue;
            }
            Entry entry =
                    new Entry(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip(),
                            origin);
            String earlier = seen.putIfAbsent(entry.name(), origin);
            if (earlier == null) {
                entries.add(entry);
            } else {
                problems.add(new ConfigProblem(entry.name(), origin, "already set in " + earlier));
            }
        }
        return new SettingsFile(entries, problems);
    }
}
