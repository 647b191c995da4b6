package dev.zimage.bench.lettering;

import java.util.HashMap;
import java.util.Map;

/// The fonts that were read.
final class Typefaces {

    private final Map<String, Typeface> faces = new HashMap<>();

    Typeface face(String file) {
        return faces.computeIfAbsent(file, Typeface::read);
    }
}
