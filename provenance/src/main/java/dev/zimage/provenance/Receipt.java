package dev.zimage.provenance;

import dev.zimage.engine.ImageSize;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How a picture was made: with the prompt, enough to draw it again. It goes into the file, so it
/// has nothing that its owner would not show: no prompt, unless the operator wants it there, and
/// nothing of the account.
///
/// @param task that the picture was drawn for; empty where there was none
/// @param model its id in the catalogue, for example `z-image`
/// @param engine that drew it
/// @param weights SHA-256 of what the engine draws with, in hexadecimal digits; empty where it has
///   none, or where another server has them
/// @param precision of the weights, for example `int8`; empty where none is known
/// @param steps of the drawing; 0 where none are known
/// @param guidance how strongly the prompt guides; 0 for none
/// @param seed of the picture
/// @param size in pixels
/// @param program that drew it, with its version
/// @param createdAt when, in whole seconds
/// @param prompt what was asked for; null where it is not to be told
/// @param negativePrompt what the picture should not show; null where there was none, or it is not
///   to be told
public record Receipt(
        String task,
        String model,
        String engine,
        String weights,
        String precision,
        int steps,
        double guidance,
        long seed,
        ImageSize size,
        String program,
        Instant createdAt,
        @Nullable String prompt,
        @Nullable String negativePrompt) {

    public Receipt {
        createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
    }
}
