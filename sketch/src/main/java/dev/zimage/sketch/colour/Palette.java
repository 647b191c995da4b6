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
        List<Integer> rgb =
                known.get(random.nextInt(known.size())).values().stream()
                        .map(Integer::decode)
                        .toList();
        return new Palette(rgb.get(0), rgb.get(1), rgb.get(2), rgb.get(3), rgb.get(4));
    }
}
