package dev.zimage.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was read in the pictures of a task.
///
/// @param exact whether all texts are known to be right
/// @param attempts how many pictures were drawn
/// @param texts that the prompt wants, in its order
public record TextCheckReport(boolean exact, int attempts, List<Text> texts) {

    public TextCheckReport {
        texts = List.copyOf(texts);
    }

    /// A text that the prompt wants.
    ///
    /// @param wanted as the prompt has it
    /// @param read what stands in its place; empty when nothing like it was found, null when the
    ///   server's reader does not know its characters
    /// @param exact whether it is known to be right; false where `read` is null
    public record Text(String wanted, @Nullable String read, boolean exact) {}
}
