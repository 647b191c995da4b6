package dev.zimage.moderation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// The words that the prompt check knows. `tools/lexicon/README.md` describes how the file is
/// built; it is packed so that nobody comes across its content by accident.
final class Lexicon {

    private static final String FILE = "lexicon.txt.gz";

    private final List<Entry> entries;
    private final Set<String> ordinary;
    private final TextFolding folding;

    /// A word or a phrase of Latin words with spaces between; a `*` at the end of a Latin word
    /// stands for any further letters.
    record Entry(WordKind kind, String text) {

        /// Whether it consists of words with spaces between them, as opposed to Chinese.
        boolean isOfWords() {
            return text.codePoints().noneMatch(Words::isCjk);
        }
    }

    private Lexicon(List<Entry> entries, Set<String> ordinary, TextFolding folding) {
        this.entries = entries;
        this.ordinary = ordinary;
        this.folding = folding;
    }

    /// Loads the lexicon of the program.
    static Lexicon read() {
        List<Entry> entries = new ArrayList<>();
        Set<String> ordinary = new HashSet<>();
        Map<Integer, Integer> alike = new HashMap<>();
        try (BufferedReader in = open()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                String text = line.substring(tab + 1);
                switch (line.substring(0, tab)) {
                    case "ordinary" -> ordinary.add(text);
                    case "alike" ->
                            alike.put(text.codePointAt(0), text.codePointBefore(text.length()));
                    case String kind -> entries.add(new Entry(WordKind.of(kind), text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " of the program cannot be read", e);
        }
        return new Lexicon(entries, ordinary, new TextFolding(alike));
    }

    private static BufferedReader open() throws IOException {
        InputStream in = Lexicon.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IOException("it is missing");
        }
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8));
    }

    /// This lexicon with the operator's words, folded in the same way as prompts.
    Lexicon with(OperatorWords words) {
        List<Entry> all = new ArrayList<>(entries);
        words.allowed().forEach(text -> all.add(new Entry(WordKind.ALLOWED, folding.fold(text))));
        words.denied().forEach(text -> all.add(new Entry(WordKind.DENIED, folding.fold(text))));
        return new Lexicon(all, ordinary, folding);
    }

    List<Entry> entries() {
        return entries;
    }

    /// Everyday Chinese words that share characters with checked ones.
    Set<String> ordinary() {
        return ordinary;
    }

    TextFolding folding() {
        return folding;
    }
}
