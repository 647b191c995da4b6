package dev.zimage.textcheck;

import java.util.Locale;

/// What the text check has found in a completed task, as the metrics count it.
enum TextOutcome {
    EXACT,
    EXACT_AFTER_RETRY,
    WRONG,
    UNREADABLE;

    static TextOutcome of(TextCheckResult result) {
        if (!result.finding().isCompared()) {
            return UNREADABLE;
        }
        if (!result.finding().isExact()) {
            return WRONG;
        }
        return result.attempts() == 1 ? EXACT : EXACT_AFTER_RETRY;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
