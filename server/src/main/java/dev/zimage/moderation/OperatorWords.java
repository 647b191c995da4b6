package dev.zimage.moderation;

import dev.zimage.text.ByteOrderMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The operator's own words, from files with one word or phrase a line; lines that begin with `#`
/// are comments.
///
/// @param allowed harmless here
/// @param denied not allowed here
record OperatorWords(List<String> allowed, List<String> denied) {

    static final OperatorWords NONE = new OperatorWords(List.of(), List.of());

    /// @throws IOException when a file is missing, unreadable or not UTF-8
    static OperatorWords read(Optional<Path> allowed, Optional<Path> denied) throws IOException {
        return new OperatorWords(
                lines("content_check.allow_file", allowed),
                lines("content_check.deny_file", denied));
    }

    private static List<String> lines(String key, Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return ByteOrderMark.skip(Files.readString(file.get()))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IOException(key + ": " + file.get() + " cannot be read as UTF-8 text", e);
        }
    }
}
