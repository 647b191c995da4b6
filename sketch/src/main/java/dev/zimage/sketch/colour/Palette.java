package dev.zimage.sketch.colour;

/// The five colours of one picture, each as `0xRRGGBB`.
///
/// @param background the large quiet area
/// @param deep the darkest colour, for shapes in front and dark type
/// @param mid between deep and light, for most shapes
/// @param light the lightest colour, for highlights and light type
/// @param accent the one that stands out
public record Palette(int background, int deep, int mid, int light, int accent) {

    public Palette {
        for (int colour : new int[] {background, deep, mid, light, accent}) {
            if ((colour & 0xFF00_0000) != 0) {
                throw new IllegalArgumentException("a colour is 0xRRGGBB: " + colour);
            }
        }
    }
}
