package dev.zimage.sketch.scene;

import dev.zimage.sketch.words.Motif;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The English words and phrases of the motifs. Whole words only, plurals too, the longest phrase
/// first. A line that begins with `-` lists phrases that name nothing, though a word in them would.
final class EnglishWords {

    private static final Pattern WORD =
            Pattern.compile("[\\p{IsLatin}\\d]+(?:['’][\\p{IsLatin}]+)*");
    private static final Set<String> NEGATIONS = Set.of("no", "without", "not", "never", "zero");
    private static final Set<String> ARTICLES = Set.of("a", "an", "any", "the");
    private static final int LONGEST = 4;

    private static final PromptWords PHRASES = new PromptWords("words-en.txt", ",");

    private EnglishWords() {}

    /// Adds the motifs that the text names, in its order, and the things that have no drawing.
    static void find(String text, Set<Motif> found, Set<String> undrawn) {
        List<String> words = words(text);
        int i = 0;
        while (i < words.size()) {
            int length = Math.min(LONGEST, words.size() - i);
            @Nullable String phrase = null;
            while (length > 0 && phrase == null) {
                phrase = known(String.join(" ", words.subList(i, i + length)));
                length--;
            }
            if (phrase != null && !negated(words, i)) {
                PHRASES.add(phrase, found, undrawn);
            }
            i += phrase == null ? 1 : length + 1;
        }
    }

    /// The phrase as the table has it, if need be in the singular.
    private static @Nullable String known(String phrase) {
        return Stream.concat(Stream.of(phrase), singulars(phrase).stream())
                .filter(PHRASES::has)
                .findFirst()
                .orElse(null);
    }

    private static List<String> singulars(String phrase) {
        List<String> forms = new ArrayList<>();
        if (phrase.endsWith("'s") || phrase.endsWith("’s")) {
            forms.add(phrase.substring(0, phrase.length() - 2));
        } else if (phrase.endsWith("ies")) {
            forms.add(phrase.substring(0, phrase.length() - 3) + "y");
        } else if (phrase.endsWith("s") && !phrase.endsWith("ss") && phrase.length() > 3) {
            forms.add(phrase.substring(0, phrase.length() - 1));
            if (phrase.endsWith("es")) {
                forms.add(phrase.substring(0, phrase.length() - 2));
            }
        }
        return forms;
    }

    private static boolean negated(List<String> words, int at) {
        int before = at - 1;
        if (before > 0 && ARTICLES.contains(words.get(before))) {
            before--;
        }
        return before >= 0 && NEGATIONS.contains(words.get(before));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group().replace('’', '\''));
        }
        return words;
    }

    /// Every phrase of the table, for the tests.
    static Set<String> all() {
        return PHRASES.all();
    }
}
