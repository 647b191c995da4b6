package dev.zimage.cli.batch;

import dev.zimage.models.AspectRatio;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One picture that a file asks for.
///
/// @param line where it stands in the file, counted from 1
/// @param ratio null for the model's usual one
/// @param seed null for a random one
/// @param metadata sorted by name
record BatchRow(
        int line,
        String prompt,
        @Nullable AspectRatio ratio,
        @Nullable Long seed,
        Map<String, String> metadata) {

    /// Omits the prompt, so that it is never logged.
    @Override
    public String toString() {
        return "BatchRow[line " + line + "]";
    }
}
