package dev.zimage.sketch.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The motifs of the program. Each file is read when it is first asked for, and kept. Safe for use
/// by several threads.
final class MotifLibrary {

    private static final String FOLDER = "/dev/zimage/sketch/motifs/";

    private final Map<String, List<Artwork>> byName = new ConcurrentHashMap<>();

    /// The drawings of a motif, any of which may stand for it: `cat.svg`, `cat-2.svg` and so on;
    /// empty when there is none.
    List<Artwork> drawings(String name) {
        return byName.computeIfAbsent(name, MotifLibrary::read);
    }

    private static List<Artwork> read(String name) {
        List<Artwork> drawings = new ArrayList<>();
        String file = name;
        for (int number = 2;
                MotifLibrary.class.getResource(FOLDER + file + ".svg") != null;
                number++) {
            drawings.add(readFile(file));
            file = name + "-" + number;
        }
        return List.copyOf(drawings);
    }

    private static Artwork readFile(String file) {
        try (InputStream svg = MotifLibrary.class.getResourceAsStream(FOLDER + file + ".svg")) {
            if (svg == null) {
                throw new IllegalArgumentException("no motif " + file);
            }
            return SvgReader.read(file, svg);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
