package dev.zimage.texts;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Quotations in marks of which each has its partner: guillemets, which some languages turn round,
/// and the brackets of Chinese and Japanese.
final class PairedMarks {

    private static final Map<Character, String> PAIRS =
            Map.ofEntries(
                    Map.entry('«', "»"),
                    Map.entry('»', "«»"),
                    Map.entry('‹', "›"),
                    Map.entry('›', "‹›"),
                    Map.entry('「', "」"),
                    Map.entry('『', "』"),
                    Map.entry('｢', "｣"),
                    Map.entry('﹁', "﹂"),
                    Map.entry('﹃', "﹄"),
                    Map.entry('【', "】"),
                    Map.entry('〖', "〗"),
                    Map.entry('《', "》"),
                    Map.entry('〈', "〉"));

    private PairedMarks() {}

    static @Nullable Quotation at(String prompt, int open) {
        String partners = PAIRS.get(prompt.charAt(open));
        if (partners == null || isArrow(prompt, open)) {
            return null;
        }
        int depth = 0;
        for (int i = open + 1; i < prompt.length(); i++) {
            if (partners.indexOf(prompt.charAt(i)) >= 0) {
                if (depth-- == 0) {
                    return Quotation.between(prompt, open, i);
                }
            } else if (prompt.charAt(i) == prompt.charAt(open)) {
                depth++;
            }
        }
        return null;
    }

    /// `Home » Shop » Shoes` quotes nothing.
    private static boolean isArrow(String prompt, int at) {
        return "»›".indexOf(prompt.charAt(at)) >= 0
                && (at + 1 == prompt.length() || Character.isWhitespace(prompt.charAt(at + 1)));
    }
}
