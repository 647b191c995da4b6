package dev.zimage.moderation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A match of a lexicon entry in a prompt.
///
/// @param to exclusive
record LexiconMatch(int from, int to, Set<WordKind> kinds) {

    private boolean overlaps(LexiconMatch other) {
        return from < other.to && other.from < to;
    }

    /// What remains after removing everything that harmless words cover.
    ///
    /// @param lenient whether the operator's allowed words apply, too
    static Set<WordKind> kinds(List<LexiconMatch> matches, boolean lenient) {
        List<LexiconMatch> harmless =
                matches.stream().filter(match -> match.covers(lenient)).toList();
        Set<WordKind> kinds = EnumSet.noneOf(WordKind.class);
        for (LexiconMatch match : matches) {
            if (harmless.stream().noneMatch(match::overlaps)) {
                kinds.addAll(match.kinds);
            }
        }
        return kinds;
    }

    private boolean covers(boolean lenient) {
        return kinds.contains(WordKind.HARMLESS) || (lenient && kinds.contains(WordKind.ALLOWED));
    }
}
