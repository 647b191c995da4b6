package dev.zimage.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words of a folded text in all their possible readings: as written, with digits read as
/// letters, and with single letters joined. Each reading is an edge from its first word to the
/// position after its last; phrases are searched along the edges.
final class Words {

    private static final int SHORTEST_PIECED = 4;
    private static final int SHORTEST_SPELT = 3;

    private final Vocabulary vocabulary;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<List<Edge>> edges = new ArrayList<>();
    private boolean anyEdge;

    /// @param wide whether more than one space separates it from the previous word
    private record Token(String text, boolean wide) {

        boolean isSingle() {
            return text.length() == 1;
        }
    }

    /// A run without spaces, or a part of one; it covers the words `from` to `to` (exclusive).
    private record Chunk(String text, int from, int to) {}

    private record Edge(int to, String word) {}

    private Words(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// Positions of vocabulary matches, counted in words of the text.
    static List<LexiconMatch> matches(String text, Vocabulary vocabulary) {
        Words words = new Words(vocabulary);
        words.split(text);
        words.readPlain();
        words.readChunks();
        words.readSpelt();
        return words.anyEdge ? words.phrases() : List.of();
    }

    /// Characters of scripts without spaces, from the radicals on, and the parts of Korean ones.
    static boolean isCjk(int point) {
        return point >= 0x2E80 || (point >= 0x1100 && point < 0x1200);
    }

    /// Whether the text contains any of them.
    static boolean haveCjk(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isCjk(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(int point) {
        return Character.isLetterOrDigit(point) && !isCjk(point);
    }

    private void split(String text) {
        int start = 0;
        int before = 0;
        for (int i = 0; i <= text.length(); ) {
            int point = i < text.length() ? text.codePointAt(i) : ' ';
            int next = i + Character.charCount(point);
            if (isBreak(point)) {
                if (i > start) {
                    chunk(text.substring(start, i), start - before > 1);
                    before = i;
                }
                start = next;
            }
            i = next;
        }
    }

    private static boolean isBreak(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || (isCjk(point) && Character.isLetter(point));
    }

    private void chunk(String text, boolean wide) {
        int end = LeetSpeak.ending(text);
        if (isOneWord(text, end)) {
            tokens.add(new Token(text.substring(0, end), wide));
        } else {
            pieces(text, wide);
        }
    }

    /// Most words are plain letters and have only one reading.
    private static boolean isOneWord(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c) || isCjk(c)) {
                return false;
            }
        }
        return end > 0;
    }

    private void pieces(String text, boolean wide) {
        int from = tokens.size();
        List<Chunk> pieces = new ArrayList<>();
        int start = 0;
        int first = from;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); ) {
            int point = i < text.length() ? text.codePointAt(i) : ' ';
            if (isWord(point)) {
                word.appendCodePoint(point);
            } else if (!isApostrophe(point) && !word.isEmpty()) {
                tokens.add(new Token(word.toString(), wide && tokens.size() == from));
                word.setLength(0);
            }
            if (i == text.length() || (LeetSpeak.isSkipped(point) && !isApostrophe(point))) {
                pieces.add(new Chunk(text.substring(start, i), first, tokens.size()));
                start = i + Character.charCount(point);
                first = tokens.size();
            }
            i += Character.charCount(point);
        }
        add(new Chunk(text, from, tokens.size()));
        if (pieces.size() > 1) {
            pieces.stream()
                    .filter(piece -> piece.text.length() >= SHORTEST_PIECED)
                    .forEach(this::add);
        }
    }

    private void add(Chunk chunk) {
        if (chunk.to > chunk.from) {
            chunks.add(chunk);
        }
    }

    private static boolean isApostrophe(int point) {
        return point == '\'' || point == '\u2019' || point == '\u02BC';
    }

    private void edge(int from, int to, String word) {
        if (!anyEdge) {
            tokens.forEach(_ -> edges.add(new ArrayList<>(2)));
            anyEdge = true;
        }
        edges.get(from).add(new Edge(to, word));
    }

    private void readPlain() {
        for (int i = 0; i < tokens.size(); i++) {
            for (String word : vocabulary.readings(tokens.get(i).text)) {
                edge(i, i + 1, word);
            }
        }
    }

    private void readChunks() {
        for (Chunk chunk : chunks) {
            if (LeetSpeak.isPossible(chunk.text)) {
                for (String reading : LeetSpeak.readings(chunk.text)) {
                    read(chunk.from, chunk.to, reading);
                }
            }
        }
    }

    private void read(int from, int to, String reading) {
        List<String> words =
                reading.indexOf('?') < 0
                        ? vocabulary.readings(reading)
                        : vocabulary.fitting(reading);
        words.forEach(word -> edge(from, to, word));
    }

    /// Runs of single letters, and a single letter next to a word.
    private void readSpelt() {
        int i = 0;
        while (i < tokens.size()) {
            int end = i;
            while (end < tokens.size()
                    && tokens.get(end).isSingle()
                    && (end == i || !tokens.get(end).wide)) {
                end++;
            }
            if (end - i >= SHORTEST_SPELT) {
                spelt(i, end);
                if ("ai".contains(tokens.get(i).text)) {
                    spelt(i + 1, end);
                }
            } else if (end == i + 1) {
                beside(i - 1, i);
                beside(i, i + 1);
            }
            i = Math.max(end, i + 1);
        }
    }

    private void spelt(int from, int to) {
        read(from, to, joined(from, to));
    }

    private void beside(int first, int second) {
        if (first < 0 || second >= tokens.size() || tokens.get(second).wide) {
            return;
        }
        Token one = tokens.get(first);
        Token other = tokens.get(second);
        String letter = one.isSingle() ? one.text : other.text;
        if (one.isSingle() != other.isSingle()
                && !"aio".contains(letter)
                && one.text.length() + other.text.length() >= SHORTEST_PIECED) {
            read(first, second + 1, joined(first, second + 1));
        }
    }

    private String joined(int from, int to) {
        StringBuilder joined = new StringBuilder();
        tokens.subList(from, to).forEach(token -> joined.append(token.text));
        String text = joined.toString();
        return LeetSpeak.isPossible(text) ? LeetSpeak.readings(text).getFirst() : text;
    }

    private List<LexiconMatch> phrases() {
        List<LexiconMatch> matches = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!edges.get(i).isEmpty()) {
                walk(vocabulary.root(), i, i, matches);
            }
        }
        return matches;
    }

    private void walk(Vocabulary.Node node, int start, int at, List<LexiconMatch> matches) {
        Set<WordKind> kinds = node.kinds();
        if (!kinds.isEmpty()) {
            matches.add(new LexiconMatch(start, at, kinds));
        }
        if (at < tokens.size()) {
            for (Edge edge : edges.get(at)) {
                vocabulary.follow(node, edge.word, next -> walk(next, start, edge.to, matches));
            }
        }
    }
}
