package dev.zimage.sketch.scene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The text files that say which words name which motif.
final class WordTable {

    private static final String FOLDER = "/dev/zimage/sketch/";

    private WordTable() {}

    /// The lines of a file of the program, without comments.
    static List<String> lines(String file) {
        try (InputStream in = WordTable.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("word table missing from the program: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("word table cannot be read: " + file, e);
        }
    }
}
