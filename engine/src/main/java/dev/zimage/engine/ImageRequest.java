package dev.zimage.engine;

import java.awt.image.BufferedImage;
import java.util.List;

/// What an engine is asked to draw. The same request gives the same pixels from the same engine.
///
/// @param prompt what the picture shows, not blank
/// @param size of the picture in pixels
/// @param seed of the random source, 0 to [#MAX_SEED]
/// @param details that only some engines need
public record ImageRequest(String prompt, ImageSize size, long seed, Details details) {

    /// The largest seed: seeds are unsigned 32-bit numbers.
    public static final long MAX_SEED = 0xFFFF_FFFFL;

    /// Details for engines that draw several models, or draw on other servers.
    ///
    /// @param model the id of the model that was ordered; empty for the engine's only one
    /// @param order a name of the order, the same at each attempt to draw it, so that a server that
    ///   knows idempotency keys draws it once; empty for none
    /// @param sources pictures to edit, in the order in which they were given
    public record Details(String model, String order, List<BufferedImage> sources) {

        /// No details.
        public static final Details NONE = new Details("", "", List.of());

        public Details {
            sources = List.copyOf(sources);
        }
    }

    public ImageRequest {
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("prompt must not be blank");
        }
        if (seed < 0 || seed > MAX_SEED) {
            throw new IllegalArgumentException("seed must be 0 to " + MAX_SEED + ": " + seed);
        }
    }

    /// A request for an engine that needs no details.
    public ImageRequest(String prompt, ImageSize size, long seed) {
        this(prompt, size, seed, Details.NONE);
    }
}
