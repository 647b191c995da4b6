package dev.zimage.moderation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Words and phrases of scripts that put spaces between words. Whole words, their plurals and words
/// that begin with a listed stem match.
final class Vocabulary {

    private static final int SHORTEST_STEM = 3;
    private static final int STRETCH = 3;

    private final Node root = new Node();
    private final Set<String> words = new HashSet<>();
    private final Map<String, List<String>> stems = new HashMap<>();
    private final Map<String, List<String>> stretchable = new HashMap<>();
    private final Map<Character, List<String>> byFirst = new HashMap<>();

    /// A node of the phrase tree: the meaning of the words so far, and the words that may follow.
    static final class Node {
        private final Set<WordKind> kinds = EnumSet.noneOf(WordKind.class);
        private final Map<String, Node> words = new HashMap<>();
        private final Map<String, Node> stems = new HashMap<>();

        Set<WordKind> kinds() {
            return kinds;
        }

        private void follow(String word, Consumer<Node> next) {
            Node exact = words.get(word);
            if (exact != null) {
                next.accept(exact);
            }
            stems.forEach((stem, node) -> {
                if (word.startsWith(stem)) {
                    next.accept(node);
                }
            });
        }
    }

    void add(Lexicon.Entry entry) {
        Node node = root;
        for (String word : entry.text().split("[^\\p{L}\\p{N}*]+", -1)) {
            String bare = word.replace("*", "");
            if (!bare.isEmpty()) {
                boolean stem = word.endsWith("*") && bare.length() >= SHORTEST_STEM;
                node = (stem ? node.stems : node.words).computeIfAbsent(bare, _ -> new Node());
                remember(bare, stem);
            }
        }
        if (node != root) {
            node.kinds.add(entry.kind());
        }
    }

    private void remember(String word, boolean stem) {
        if (stem) {
            List<String> alike = stems.computeIfAbsent(beginning(word), _ -> new ArrayList<>());
            if (!alike.contains(word)) {
                alike.add(word);
            }
        } else if (words.add(word)) {
            stretchable.computeIfAbsent(squeezed(word), _ -> new ArrayList<>()).add(word);
            byFirst.computeIfAbsent(word.charAt(0), _ -> new ArrayList<>()).add(word);
        }
    }

    private static String beginning(String word) {
        return word.substring(0, SHORTEST_STEM);
    }

    Node root() {
        return root;
    }

    /// The nodes that a word leads to.
    void follow(Node node, String word, Consumer<Node> next) {
        if (node == root) {
            followRoot(word, next);
        } else {
            node.follow(word, next);
        }
    }

    /// The root has too many stems to try them all.
    private void followRoot(String word, Consumer<Node> next) {
        Node exact = root.words.get(word);
        if (exact != null) {
            next.accept(exact);
        }
        for (String stem : stemsOf(word)) {
            Node node = root.stems.get(stem);
            if (node != null) {
                next.accept(node);
            }
        }
    }

    private List<String> stemsOf(String word) {
        if (word.length() < SHORTEST_STEM) {
            return List.of();
        }
        List<String> candidates = stems.getOrDefault(beginning(word), List.of());
        return candidates.isEmpty()
                ? candidates
                : candidates.stream().filter(word::startsWith).toList();
    }

    private boolean knows(String word) {
        return words.contains(word) || !stemsOf(word).isEmpty();
    }

    /// The known words that a written word can be read as: itself, its singular, or without
    /// repeated letters as in *pooorn*.
    List<String> readings(String written) {
        if (knows(written)) {
            return List.of(written);
        }
        int last = written.length() - 1;
        if (last >= SHORTEST_STEM
                && written.charAt(last) == 's'
                && words.contains(written.substring(0, last))) {
            return List.of(written.substring(0, last));
        }
        return isDrawnOut(written) ? shortened(written) : List.of();
    }

    private List<String> shortened(String written) {
        String squeezed = squeezed(written);
        List<String> readings =
                new ArrayList<>(
                        stretchable.getOrDefault(squeezed, List.of()).stream()
                                .filter(word -> isStretched(word, written))
                                .toList());
        if (readings.isEmpty() && !stemsOf(squeezed).isEmpty()) {
            readings.add(squeezed);
        }
        return readings;
    }

    /// The known words that match where `?` stands for one letter, if at least half of the
    /// characters are letters.
    List<String> fitting(String pattern) {
        long letters = pattern.chars().filter(c -> c != '?').count();
        if (pattern.length() < SHORTEST_STEM || 2 * letters < pattern.length()) {
            return List.of();
        }
        return byFirst.getOrDefault(pattern.charAt(0), List.of()).stream()
                .filter(word -> fits(word, pattern))
                .toList();
    }

    private static boolean fits(String word, String pattern) {
        if (word.length() != pattern.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (pattern.charAt(i) != '?' && pattern.charAt(i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDrawnOut(String word) {
        int run = 1;
        for (int i = 1; i < word.length(); i++) {
            run = word.charAt(i) == word.charAt(i - 1) ? run + 1 : 1;
            if (run == STRETCH) {
                return true;
            }
        }
        return false;
    }

    private static String squeezed(String word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
                out.append(word.charAt(i));
            }
        }
        return out.toString();
    }

    /// Whether each letter is repeated at least as often; the sequence of letters is known to be
    /// the same.
    private static boolean isStretched(String word, String written) {
        int at = 0;
        for (int i = 0; i < word.length(); ) {
            char letter = word.charAt(i);
            int needed = 0;
            for (; i < word.length() && word.charAt(i) == letter; i++) {
                needed++;
            }
            int there = 0;
            for (; at < written.length() && written.charAt(at) == letter; at++) {
                there++;
            }
            if (there < needed) {
                return false;
            }
        }
        return true;
    }
}
