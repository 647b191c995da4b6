package dev.zimage.sketch.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The drawings of the program. Each file is read when it is first asked for, and kept. Safe for
/// use by several threads.
public final class DrawingLibrary {

    private static final String FOLDER = "/dev/zimage/sketch/drawings/";

    private final Map<String, Map<String, DrawingTemplate>> byFile = new HashMap<>();

    /// A file's drawing as `forest`, or a part of it as `forest#conifer`.
    ///
    /// @throws IllegalArgumentException when there is none
    public DrawingTemplate get(String name) {
        String[] words = name.split("#", 2);
        DrawingTemplate found = file(words[0]).get(words.length == 1 ? "" : words[1]);
        if (found == null) {
            throw new IllegalArgumentException("no drawing " + name);
        }
        return found;
    }

    private synchronized Map<String, DrawingTemplate> file(String file) {
        Map<String, DrawingTemplate> drawings = byFile.get(file);
        if (drawings == null) {
            drawings = read(file);
            byFile.put(file, drawings);
        }
        return drawings;
    }

    private Map<String, DrawingTemplate> read(String file) {
        try (InputStream in = DrawingLibrary.class.getResourceAsStream(FOLDER + file + ".xml")) {
            if (in == null) {
                throw new IllegalArgumentException("no drawing " + file);
            }
            return DrawingReader.read(file + ".xml", in, this);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
