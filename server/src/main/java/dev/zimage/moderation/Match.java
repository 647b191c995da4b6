package dev.zimage.moderation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A place in a prompt where something of the lexicon stands.
///
/// @param to exclusive
record Match(int from, int to, Set<Kind> kinds) {

    private boolean overlaps(Match other) {
        return from < other.to && other.from < to;
    }

    /// What is left when all is taken away that harmless words cover.
    ///
    /// @param lenient whether the operator's allowed words count too
    static Set<Kind> kinds(List<Match> matches, boolean lenient) {
        List<Match> harmless = matches.stream().filter(match -> match.covers(lenient)).toList();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Match match : matches) {
            if (harmless.stream().noneMatch(match::overlaps)) {
                kinds.addAll(match.kinds);
            }
        }
        return kinds;
    }

    private boolean covers(boolean lenient) {
        return kinds.contains(Kind.HARMLESS) || (lenient && kinds.contains(Kind.ALLOWED));
    }
}
