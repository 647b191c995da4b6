package dev.zimage.engine;

/// The size of a picture in pixels. Both sides are multiples of 16: the latents are an eighth of
/// the side, and the transformer takes them in patches of two.
public record ImageSize(int width, int height) {

    /// The shortest and the longest side that any engine is asked for.
    public static final int MIN_SIDE = 64;

    public static final int MAX_SIDE = 4096;

    public ImageSize {
        if (width % 16 != 0 || height % 16 != 0) {
            throw new IllegalArgumentException(
                    "sides must be multiples of 16: " + width + "x" + height);
        }
        if (Math.min(width, height) < MIN_SIDE || Math.max(width, height) > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "sides must be %d to %d: %dx%d".formatted(MIN_SIDE, MAX_SIDE, width, height));
        }
    }

    /// The number of pixels.
    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
