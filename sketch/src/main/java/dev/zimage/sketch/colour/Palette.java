package dev.zimage.sketch.colour;

import dev.zimage.sketch.words.WordTable;
import java.util.List;
import java.util.random.RandomGenerator;

/// The five colours of one picture, each as `0xRRGGBB`.
///
/// @param background the large quiet area
/// @param deep the darkest colour, for shapes in front and dark type
/// @param mid between deep and light, for most shapes
/// @param light the lightest colour, for highlights and light type
/// @param accent the one that stands out
public record Palette(int background, int deep, int mid, int light, int accent) {

    private static final List<WordTable.Line> ALL = WordTable.read("palettes.txt");

    public Palette {
        for (int colour : new int[] {background, deep, mid, light, accent}) {
            if ((colour & 0xFF00_0000) != 0) {
                throw new IllegalArgumentException("a colour is 0xRRGGBB: " + colour);
            }
        }
    }

    /// One of the palettes that `palettes.txt` lists for a mood or a scene.
    ///
    /// @throws IllegalArgumentException when there are none of that kind
    public static Palette pick(String kind, RandomGenerator random) {
        List<WordTable.Line> known = ALL.stream().filter(line -> line.key().equals(kind)).toList();
        if (known.isEmpty()) {
            throw new IllegalArgumentException("no palettes for " + kind);
        }
        WordTable.Line line = known.get(random.nextInt(known.size()));
        int[] rgb = line.values().stream().mapToInt(Integer::decode).toArray();
        return new Palette(rgb[0], rgb[1], rgb[2], rgb[3], rgb[4]);
    }
}
