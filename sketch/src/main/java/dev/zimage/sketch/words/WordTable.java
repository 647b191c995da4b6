package dev.zimage.sketch.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A text file of the program with lines of the form `key: value`. Empty lines and those that begin
/// with `#` and a space are comments.
public final class WordTable {

    private static final String FOLDER = "/dev/zimage/sketch/";

    /// Another pattern by its name, within one.
    private static final Pattern OTHER = Pattern.compile("(?<!\\(\\?)<([a-z ]+)>");

    private static final Map<String, String> EXPRESSIONS =
            read("patterns.txt").stream().collect(Collectors.toMap(Line::key, Line::value));

    private static final Map<String, Pattern> PATTERNS =
            EXPRESSIONS.keySet().stream()
                    .collect(Collectors.toMap(name -> name, name -> Pattern.compile(whole(name))));

    private WordTable() {}

    /// A line. The key of one that begins with `-` or `?` is that sign.
    public record Line(String key, String value) {

        /// The words of the key and those of the value, with spaces between.
        public List<String> keys() {
            return List.of(key.split(" ", -1));
        }

        public List<String> values() {
            return List.of(value.split(" ", -1));
        }

        private static Line of(String text) {
            int end = text.startsWith("- ") || text.startsWith("? ") ? 1 : text.indexOf(": ");
            return new Line(text.substring(0, end), text.substring(end + 1).strip());
        }
    }

    public static List<Line> read(String file) {
        return lines(file).stream()
                .filter(line -> !line.startsWith("# ") && !line.isBlank())
                .map(Line::of)
                .toList();
    }

    /// Finds a regular expression of `patterns.txt` in a text.
    public static Matcher matcher(String pattern, String text) {
        return Objects.requireNonNull(PATTERNS.get(pattern), pattern).matcher(text);
    }

    private static String whole(String name) {
        return OTHER.matcher(Objects.requireNonNull(EXPRESSIONS.get(name), name))
                .replaceAll(other -> Matcher.quoteReplacement(whole(other.group(1))));
    }

    /// All lines of a text file of the program.
    public static List<String> lines(String file) {
        try (InputStream in = WordTable.class.getResourceAsStream(FOLDER + file)) {
            byte[] text = Objects.requireNonNull(in, file).readAllBytes();
            return new String(text, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
