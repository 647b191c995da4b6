package dev.zimage.sketch.scene;

import dev.zimage.sketch.words.Motif;
import dev.zimage.sketch.words.WordTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the motifs that a prompt names, in English and Chinese: at each place the longest phrase
/// of the tables, plurals too. A line that begins with `-` lists phrases that name nothing, though
/// a part of them would, and one that begins with `?` things that have no drawing. Chinese has no
/// spaces, so each of its characters is a word; traditional ones are read as simplified.
final class MotifWords {

    private static final int MOST_SUBJECTS = 4;
    private static final int LONGEST = 8;
    private static final int NEAR = 24;
    private static final String UNDRAWN = "?";
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsLatin}\\d]+(?:['’][\\p{IsLatin}]+)*|\\p{IsHan}");

    private static final List<Pattern> PLURALS =
            Stream.of("(.*)'s$", "(..[^s])s$", "(..)es$").map(Pattern::compile).toList();

    private static final WordTable.Line TRADITIONAL = WordTable.read("traditional.txt").getFirst();

    /// The phrases of the tables, each with what it names.
    static final Map<String, List<String>> PHRASES = new HashMap<>();

    static {
        add("words-en.txt", ",");
        add("words-zh.txt", " ");
    }

    private record Word(String text, int start, int end) {}

    private MotifWords() {}

    private static void add(String file, String comma) {
        for (WordTable.Line line : WordTable.read(file)) {
            List<String> named = line.key().equals("-") ? List.of() : List.of(line.key());
            for (String entry : line.value().split(comma, -1)) {
                String[] words = entry.strip().split(" ?\\+ ?", 2);
                Stream<String> other = Stream.of(words).skip(1);
                PHRASES.putIfAbsent(words[0], Stream.concat(named.stream(), other).toList());
            }
        }
    }

    static Scenery read(String prompt) {
        Set<Motif> found = new LinkedHashSet<>();
        Set<String> undrawn = new LinkedHashSet<>();
        find(prompt, found, undrawn);
        if (found.size() > 1) {
            found.removeIf(motif -> motif.name().equals("abstract"));
        }
        Set<Motif> subjects = new HashSet<>();
        found.removeIf(motif ->
                motif.isSubject() && subjects.add(motif) && subjects.size() > MOST_SUBJECTS);
        return new Scenery(new ArrayList<>(found), new ArrayList<>(undrawn));
    }

    /// Adds the motifs that a text names, in its order, and the things that have no drawing.
    static void find(String prompt, Set<Motif> found, Set<String> undrawn) {
        String text = simplified(prompt.toLowerCase(Locale.ROOT));
        List<Word> words =
                WORD.matcher(text)
                        .results()
                        .map(w -> new Word(w.group().replace('’', '\''), w.start(), w.end()))
                        .toList();
        int length;
        for (int at = 0; at < words.size(); at += Math.max(1, length)) {
            String phrase = "";
            length = Math.min(LONGEST, words.size() - at) + 1;
            while (phrase.isEmpty() && --length > 0) {
                phrase = known(words.subList(at, at + length));
            }
            if (length > 0 && isWanted(text, words.get(at))) {
                for (String name : PHRASES.getOrDefault(phrase, List.of())) {
                    if (name.equals(UNDRAWN)) {
                        undrawn.add(phrase);
                    } else {
                        found.add(Motif.named(name));
                    }
                }
            }
        }
    }

    private static boolean isWanted(String text, Word word) {
        int from = Math.max(0, word.start - NEAR);
        boolean month = word.start > 0 && Character.isDigit(text.charAt(word.start - 1));
        return !(month && word.text.equals("月"))
                && !WordTable.matcher("negation", text).region(from, word.start).find();
    }

    /// The phrase as the tables have it, if need be in the singular; empty when they have not.
    private static String known(List<Word> words) {
        StringBuilder all = new StringBuilder();
        Word before = words.getFirst();
        for (Word word : words) {
            boolean chinese = Character.isIdeographic(word.text.codePointAt(0));
            all.append(chinese && before.end == word.start ? "" : " ").append(word.text);
            before = word;
        }
        String phrase = all.toString().strip();
        Stream<String> singular =
                PLURALS.stream().map(plural -> plural.matcher(phrase).replaceFirst("$1"));
        return Stream.concat(Stream.of(phrase, phrase.replaceFirst("ies$", "y")), singular)
                .filter(PHRASES::containsKey)
                .findFirst()
                .orElse("");
    }

    private static String simplified(String text) {
        return text.chars()
                .map(c -> {
                    int at = TRADITIONAL.key().indexOf(c);
                    return at < 0 ? c : TRADITIONAL.value().charAt(at);
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
