package dev.zimage.engine.safety;

/// How likely a picture belongs to each of the five classes of nsfwjs; together they are 1.
///
/// @param drawing harmless, drawn
/// @param hentai pornographic, drawn
/// @param neutral harmless, photographed
/// @param porn pornographic, photographed
/// @param sexy provocative, not pornographic
public record Likelihoods(float drawing, float hentai, float neutral, float porn, float sexy) {

    static Likelihoods of(float[] classes) {
        return new Likelihoods(classes[0], classes[1], classes[2], classes[3], classes[4]);
    }

    /// How likely the picture is pornographic, drawn or photographed.
    public double pornographic() {
        return (double) hentai + porn;
    }
}
