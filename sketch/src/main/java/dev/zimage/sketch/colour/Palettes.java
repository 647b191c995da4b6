package dev.zimage.sketch.colour;

import dev.zimage.sketch.words.WordTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The palettes of the program, by the mood or the scene that they suit. `palettes.txt` lists them.
public final class Palettes {

    private static final Map<String, List<Palette>> BY_KIND = new HashMap<>();

    static {
        for (WordTable.Line line : WordTable.read("palettes.txt")) {
            int[] rgb = line.values().stream().mapToInt(Integer::decode).toArray();
            BY_KIND.computeIfAbsent(line.key(), kind -> new ArrayList<>())
                    .add(new Palette(rgb[0], rgb[1], rgb[2], rgb[3], rgb[4]));
        }
    }

    private Palettes() {}

    /// @throws IllegalArgumentException when there are none of that kind
    public static List<Palette> of(String kind) {
        List<Palette> palettes = BY_KIND.get(kind);
        if (palettes == null) {
            throw new IllegalArgumentException("no palettes for " + kind);
        }
        return List.copyOf(palettes);
    }
}
