package dev.zimage.engine;

/// What an engine is asked to draw. The same request gives the same bytes from the same engine.
///
/// @param prompt what the picture shows, not blank
/// @param size of the picture in pixels
/// @param seed of the random source, 0 to [#MAX_SEED]
/// @param format of the encoded answer
public record ImageRequest(String prompt, ImageSize size, long seed, ImageFormat format) {

    /// The largest seed: seeds are unsigned 32-bit numbers.
    public static final long MAX_SEED = 0xFFFF_FFFFL;

    public ImageRequest {
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("prompt must not be blank");
        }
        if (seed < 0 || seed > MAX_SEED) {
            throw new IllegalArgumentException("seed must be 0 to " + MAX_SEED + ": " + seed);
        }
    }
}
