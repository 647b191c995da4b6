package dev.zimage.moderation;

import java.util.Locale;

/// What the content check has against a prompt or a picture.
///
/// @param score how sure it is, 0 to 1; a prompt has a word or has not, so its score is 1
public record PolicyViolation(Side side, Category category, double score) {

    /// What was looked at.
    public enum Side {
        PROMPT,
        PICTURE;

        /// The name in metrics and the log.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Says the category and what to do, and not which word it was.
    public String message() {
        return switch (side) {
            case PROMPT ->
                    "The prompt is against the content policy: %s. Nothing was charged; change the prompt."
                            .formatted(category.words());
            case PICTURE ->
                    "The picture is against the content policy: %s. Its credits were given back; change the prompt or the seed."
                            .formatted(category.words());
        };
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "side=%s category=%s score=%.2f",
                side.label(),
                category.label(),
                score);
    }
}
