package dev.zimage.sketch.drawing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names that a drawing may use: those of every picture, and its own in the order of their
/// first `let`.
final class Variables {

    private final Map<String, Integer> own = new HashMap<>();

    int size() {
        return own.size();
    }

    /// Sets a value of the drawing or, if the name is one, of the whole picture.
    Setter setter(String name) {
        int global = Picture.GLOBALS.indexOf(name);
        if (global >= 0 && !name.startsWith("lamp")) {
            throw new IllegalArgumentException(name + " is a name of every picture");
        }
        if (global >= 0) {
            return (frame, value) -> frame.picture.globals[global] = value;
        }
        int slot = own.computeIfAbsent(name, n -> own.size());
        return (frame, value) -> frame.values[slot] = value;
    }

    Expression getter(String name) {
        int global = Picture.GLOBALS.indexOf(name);
        if (global >= 0) {
            return frame -> frame.picture.globals[global];
        }
        Integer slot = own.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("unknown name " + name);
        }
        int at = slot;
        return frame -> frame.values[at];
    }

    List<Setter> setters(List<String> names) {
        return names.stream().map(this::setter).toList();
    }

    /// Where a value goes.
    @FunctionalInterface
    interface Setter {
        void set(Frame frame, double value);
    }
}
