package dev.zimage.sketch.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The English words and phrases of the motifs. Whole words only, plurals too, the longest phrase
/// first. A line that begins with `-` lists phrases that name nothing, though a word in them would.
final class EnglishWords {

    private static final Pattern WORD =
            Pattern.compile("[\\p{IsLatin}\\d]+(?:['’][\\p{IsLatin}]+)*");
    private static final Set<String> NEGATIONS = Set.of("no", "without", "not", "never", "zero");
    private static final Set<String> ARTICLES = Set.of("a", "an", "any", "the");
    private static final int LONGEST = 4;

    private final Map<String, List<Motif>> phrases = new HashMap<>();

    EnglishWords() {
        for (String line : WordTable.lines("words-en.txt")) {
            if (line.startsWith("-")) {
                add(List.of(), line.substring(1));
            } else {
                int colon = line.indexOf(':');
                add(List.of(Motif.valueOf(line.substring(0, colon))), line.substring(colon + 1));
            }
        }
    }

    private void add(List<Motif> motifs, String list) {
        for (String entry : list.split(",", -1)) {
            String phrase = entry;
            List<Motif> own = motifs;
            int colon = entry.indexOf(':');
            if (colon > 0) {
                phrase = entry.substring(0, colon);
                own = new ArrayList<>(motifs);
                own.add(Motif.valueOf(entry.substring(colon + 1).strip()));
            }
            phrases.put(String.join(" ", words(phrase)), own);
        }
    }

    /// Adds the motifs that the text names, in its order.
    void find(String text, Set<Motif> found) {
        List<String> words = words(text);
        int i = 0;
        while (i < words.size()) {
            int length = Math.min(LONGEST, words.size() - i);
            @Nullable List<Motif> motifs = null;
            while (length > 0 && motifs == null) {
                motifs = named(words.subList(i, i + length));
                length--;
            }
            if (motifs != null && !negated(words, i)) {
                found.addAll(motifs);
            }
            i += motifs == null ? 1 : length + 1;
        }
    }

    private @Nullable List<Motif> named(List<String> words) {
        String phrase = String.join(" ", words);
        List<Motif> motifs = phrases.get(phrase);
        if (motifs != null) {
            return motifs;
        }
        for (String single : singulars(phrase)) {
            motifs = phrases.get(single);
            if (motifs != null) {
                return motifs;
            }
        }
        return null;
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

    /// Every phrase that names something, for the tests.
    Map<String, List<Motif>> all() {
        return Map.copyOf(phrases);
    }
}
