package dev.zimage.sketch.prompt;

import dev.zimage.sketch.words.WordTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words by which prompts speak of type, manner and tone, in English and Chinese.
/// `design-words.txt` lists them.
final class DesignWords {

    private static final Map<String, Pattern> WORDS = new HashMap<>();

    static {
        for (WordTable.Line line : WordTable.read("design-words.txt")) {
            WORDS.put(
                    line.key().toUpperCase(Locale.ROOT),
                    Pattern.compile(
                            "(?<![\\p{IsLatin}\\d])(?:%s)(?![\\p{IsLatin}\\d])|%s"
                                    .formatted((Object[]) line.value().split("; ", 2)),
                            Pattern.CASE_INSENSITIVE));
        }
    }

    private DesignWords() {}

    static Set<Style> styles(String prompt) {
        return found(prompt, Style.values());
    }

    static Set<Tone> tones(String prompt) {
        return found(prompt, Tone.values());
    }

    private static <E extends Enum<E>> Set<E> found(String prompt, E[] kinds) {
        return Stream.of(kinds)
                .filter(kind -> {
                    Pattern words = WORDS.get(kind.name());
                    return words != null && words.matcher(prompt).find();
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
