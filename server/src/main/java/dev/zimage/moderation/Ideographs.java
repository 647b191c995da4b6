package dev.zimage.moderation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds Chinese words in a folded text, which has no spaces between words. A word also matches
/// with signs between its characters or with a Latin reading in place of one of them. It does not
/// match where it only appears at the boundary of two everyday words, as in 天下|体育.
final class Ideographs {

    private static final int LONGEST_ORDINARY = 4;

    /// Marks between clauses: characters on both sides of one are adjacent only by chance.
    private static final String CLAUSE = ",;:!?。、…《》「」『』“”\"()[]{}【】—";

    private final Map<Character, List<Word>> words = new HashMap<>();
    private final Set<String> ordinary;

    private record Word(String text, Set<WordKind> kinds) {}

    Ideographs(Set<String> ordinary) {
        this.ordinary = ordinary;
    }

    void add(Lexicon.Entry entry) {
        String text = entry.text().replaceAll("\\s+", "");
        List<Word> alike = words.computeIfAbsent(text.charAt(0), _ -> new ArrayList<>());
        alike.stream()
                .filter(word -> word.text.equals(text))
                .findFirst()
                .ifPresentOrElse(
                        word -> word.kinds.add(entry.kind()),
                        () -> alike.add(new Word(text, EnumSet.of(entry.kind()))));
    }

    /// What separates a character from the previous one.
    private enum Gap {
        NONE,
        /// A space or the end of a clause.
        CLAUSE,
        /// A sign that does not belong between characters.
        SIGN
    }

    /// The letters of a text without the signs between them.
    private record Letters(String text, List<Gap> gaps) {

        static Letters of(String text) {
            StringBuilder letters = new StringBuilder(text.length());
            List<Gap> gaps = new ArrayList<>();
            Gap gap = Gap.NONE;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isLetterOrDigit(c)) {
                    letters.append(c);
                    gaps.add(gap);
                    gap = Gap.NONE;
                } else if (Character.isWhitespace(c) || CLAUSE.indexOf(c) >= 0) {
                    gap = Gap.CLAUSE;
                } else {
                    gap = gap == Gap.CLAUSE ? gap : Gap.SIGN;
                }
            }
            return new Letters(letters.toString(), gaps);
        }

        boolean isGap(int at) {
            return at <= 0 || at >= text.length() || gaps.get(at) != Gap.NONE;
        }

        Map<Gap, Integer> inside(int from, int to) {
            Map<Gap, Integer> counts = new EnumMap<>(Gap.class);
            gaps.subList(from + 1, to).forEach(gap -> counts.merge(gap, 1, Integer::sum));
            return counts;
        }

        boolean isLatin(int at) {
            return at >= 0
                    && at < text.length()
                    && Character.isLetter(text.charAt(at))
                    && !Words.isCjk(text.charAt(at));
        }
    }

    /// Positions of words, counted in letters.
    List<LexiconMatch> matches(String text) {
        if (!Words.haveCjk(text)) {
            return List.of();
        }
        Letters letters = Letters.of(text);
        List<LexiconMatch> matches = new ArrayList<>();
        for (int i = 0; i < letters.text.length(); i++) {
            for (Word word : words.getOrDefault(letters.text.charAt(i), List.of())) {
                int end = i + word.text.length();
                if (letters.text.startsWith(word.text, i) && stands(letters, i, end)) {
                    matches.add(new LexiconMatch(i, end, word.kinds));
                }
            }
        }
        return matches;
    }

    private boolean stands(Letters letters, int from, int to) {
        boolean cutLatin =
                (letters.isLatin(from) && letters.isLatin(from - 1) && !letters.isGap(from))
                        || (letters.isLatin(to - 1) && letters.isLatin(to) && !letters.isGap(to));
        if (cutLatin) {
            return false;
        }
        Map<Gap, Integer> gaps = letters.inside(from, to);
        int clauses = gaps.getOrDefault(Gap.CLAUSE, 0);
        int none = gaps.getOrDefault(Gap.NONE, 0);
        if (clauses > 0) {
            return none == 0 && letters.isGap(from) && letters.isGap(to);
        }
        return gaps.containsKey(Gap.SIGN) || !isBetweenWords(letters.text, from, to);
    }

    /// Whether an everyday word ends inside, at the start of another one that extends beyond.
    private boolean isBetweenWords(String text, int from, int to) {
        for (int cut = from + 1; cut < to; cut++) {
            if (isEnd(text, from, cut) && isBeginning(text, cut, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEnd(String text, int from, int cut) {
        for (int start = from - 1; start >= Math.max(0, cut - LONGEST_ORDINARY); start--) {
            if (ordinary.contains(text.substring(start, cut))) {
                return true;
            }
        }
        return false;
    }

    private boolean isBeginning(String text, int cut, int to) {
        for (int end = to + 1; end <= Math.min(text.length(), cut + LONGEST_ORDINARY); end++) {
            if (ordinary.contains(text.substring(cut, end))) {
                return true;
            }
        }
        return false;
    }
}
