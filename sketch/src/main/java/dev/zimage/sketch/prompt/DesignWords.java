package dev.zimage.sketch.prompt;

import dev.zimage.sketch.words.WordTable;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words by which prompts speak of type, manner and tone, in English and Chinese.
/// `design-words.txt` lists them.
final class DesignWords {

    private static final Map<String, Pattern> WORDS =
            WordTable.read("design-words.txt").stream()
                    .collect(Collectors.toMap(WordTable.Line::key, DesignWords::pattern));

    private DesignWords() {}

    private static Pattern pattern(WordTable.Line line) {
        String[] languages = line.value().split("; ", 2);
        return Pattern.compile(
                "(?i)(?<![\\p{IsLatin}\\d])(?:%s)(?![\\p{IsLatin}\\d])|%s"
                        .formatted(languages[0], languages[1]));
    }

    /// The styles and tones that a prompt names.
    static Set<String> find(String prompt) {
        return WORDS.entrySet().stream()
                .filter(word -> word.getValue().matcher(prompt).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
