package dev.zimage.sketch.type;

import dev.zimage.sketch.words.WordTable;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where the words of Chinese and the phrases of Japanese end, which no spaces separate. Chinese is
/// cut into the most frequent words of a dictionary, Japanese by BudouX's weights of the characters
/// round a place.
final class WordBreaks {

    private static final int LONGEST = 4;

    /// What an unknown character costs: as much as a very rare word.
    private static final double UNKNOWN = 10;

    private static final class Chinese {
        private static final List<String> WORDS = WordTable.lines("linebreaks/words-zh.txt");
        static final Map<String, Double> COSTS =
                IntStream.range(0, WORDS.size())
                        .boxed()
                        .collect(Collectors.toMap(WORDS::get, rank -> 2 + Math.log(rank + 20.0)));
    }

    private static final class Japanese {
        static final Map<String, Integer> WEIGHTS =
                WordTable.lines("linebreaks/phrases-ja.txt").stream()
                        .map(line -> line.split(" (?=\\S+$)", 2))
                        .collect(
                                Collectors.toMap(
                                        line -> line[0], line -> Integer.valueOf(line[1])));

        static final double BASE =
                -0.5 * WEIGHTS.values().stream().mapToLong(Integer::longValue).sum();
    }

    private WordBreaks() {}

    /// The indices before which a word or a phrase of a text begins.
    static BitSet of(String text) {
        Set<UnicodeScript> kana = Set.of(UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
        boolean japanese = text.codePoints().mapToObj(UnicodeScript::of).anyMatch(kana::contains);
        return japanese ? phrases(text) : words(text);
    }

    /// The cheapest way through the text, from its end. A single character at the beginning or at
    /// the end stays with its neighbour: alone in a line it looks lost, and is overlooked.
    private static BitSet words(String text) {
        int n = text.length();
        double[] cost = new double[n + 1];
        int[] next = new int[n + 1];
        Arrays.fill(cost, 0, n, Double.MAX_VALUE);
        for (int i = n - 1; i >= 0; i--) {
            for (int length = 1; length <= Math.min(LONGEST, n - i); length++) {
                Double known = Chinese.COSTS.get(text.substring(i, i + length));
                double own = length == 1 ? UNKNOWN : known == null ? Double.MAX_VALUE : known;
                if (own + cost[i + length] < cost[i]) {
                    cost[i] = own + cost[i + length];
                    next[i] = i + length;
                }
            }
        }
        BitSet breaks = new BitSet(n);
        for (int i = 0; i < n; i = next[i]) {
            breaks.set(i);
        }
        breaks.clear(1);
        breaks.clear(n - 1);
        return breaks;
    }

    private static BitSet phrases(String text) {
        BitSet breaks = new BitSet(text.length());
        for (int i = 1; i < text.length(); i++) {
            double score =
                    Japanese.BASE
                            + weights("UW", 1, text, i - 3, 6)
                            + weights("BW", 2, text, i - 2, 3)
                            + weights("TW", 3, text, i - 3, 4);
            breaks.set(i, score > 0);
        }
        return breaks;
    }

    /// The weights of a kind of feature at so many places.
    private static int weights(String kind, int length, String text, int from, int count) {
        int sum = 0;
        for (int k = Math.max(0, -from); k < count && from + k + length <= text.length(); k++) {
            String feature = kind + (k + 1) + " " + text.substring(from + k, from + k + length);
            sum += Japanese.WEIGHTS.getOrDefault(feature, 0);
        }
        return sum;
    }
}
