package dev.zimage.moderation;

import java.util.Locale;

/// A violation of the content policy by a prompt or a picture.
///
/// @param score the confidence, 0 to 1; always 1 for prompts, where a word is present or not
public record PolicyViolation(Side side, Category category, double score) {

    /// What was checked.
    public enum Side {
        PROMPT,
        PICTURE;

        /// The name in metrics and the log.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Names the category and what to do, but not the word that matched.
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
