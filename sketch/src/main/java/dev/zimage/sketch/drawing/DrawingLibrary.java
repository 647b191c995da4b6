package dev.zimage.sketch.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The drawings of the program. Each file is read when it is first asked for, and kept. Safe for
/// use by several threads.
public final class DrawingLibrary {

    /// The one library: what it has read, it keeps.
    public static final DrawingLibrary OF_PROGRAM = new DrawingLibrary();

    private static final String FOLDER = "/dev/zimage/sketch/";

    private final Map<String, Map<String, DrawingTemplate>> files = new HashMap<>();
    private final Map<String, List<Artwork>> motifs = new HashMap<>();

    private DrawingLibrary() {}

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

    private synchronized Map<String, DrawingTemplate> file(String name) {
        Map<String, DrawingTemplate> drawings = files.get(name);
        if (drawings == null) {
            drawings = read("drawings/" + name + ".xml");
            files.put(name, drawings);
        }
        return drawings;
    }

    /// Reads a file's drawing under the name "", and its definitions under theirs. It takes no
    /// lock: [Picture] calls it while it is initialised, which a thread with the lock may wait for.
    Map<String, DrawingTemplate> read(String path) {
        String file = path.replaceFirst("^drawings/", "");
        return read(path, in -> DrawingReader.read(file, Element.read(file, in), this));
    }

    /// The drawings of a motif, any of which may stand for it: `cat.svg`, `cat-2.svg` and so on;
    /// empty when there is none.
    synchronized List<Artwork> motif(String name) {
        return motifs.computeIfAbsent(name, this::readMotif);
    }

    private List<Artwork> readMotif(String name) {
        List<Artwork> drawings = new ArrayList<>();
        String file = name;
        while (DrawingLibrary.class.getResource(FOLDER + "motifs/" + file + ".svg") != null) {
            String found = file;
            drawings.add(read("motifs/" + file + ".svg", in -> Artwork.read(found, in, this)));
            file = name + "-" + (drawings.size() + 1);
        }
        return List.copyOf(drawings);
    }

    private static <T> T read(String path, Function<InputStream, T> reader) {
        try (InputStream in = DrawingLibrary.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no drawing " + path.replaceAll("^.*?/|[.].*", ""));
            }
            return reader.apply(in);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
