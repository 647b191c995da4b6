package dev.zimage.sketch.type;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The faces of the program, as the drawers of a type case: each is read when it is first wanted
/// and kept. Safe for use by several threads.
public final class FaceCase {

    private final Map<String, Face> drawers = new ConcurrentHashMap<>();

    public Face face(String name) {
        return drawers.computeIfAbsent(name, Face::read);
    }
}
