package dev.zimage.tasks.submission;

import dev.zimage.textcheck.TextCheck;
import dev.zimage.textcheck.TextCheckMode;

/// Whether the texts of an order can be read back from its picture.
final class TextScreening {

    private final TextCheck texts;

    TextScreening(TextCheck texts) {
        this.texts = texts;
    }

    /// False when texts are to be read and the reader cannot be loaded.
    boolean isPossible(TaskOrder order) {
        return order.options().textCheck() == TextCheckMode.OFF
                || texts.wanted(order.prompt()).isEmpty()
                || texts.isReady();
    }
}
