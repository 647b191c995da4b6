package dev.zimage.texts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Quotations in single marks, which are apostrophes, elisions and feet as well.
final class SingleMarks {

    private static final String ALL = "'‘’‚‛`´＇";

    /// Words that begin with an apostrophe, and decades.
    private static final Pattern ELISION =
            Pattern.compile(
                    "(?i).(?:n['’‘]?|em|tis|twas|till?|cause|cuz|bout|round|neath|gainst|tween|s|\\d\\ds?)"
                            + "(?=[\\s\\p{Punct}]|$).*",
                    Pattern.DOTALL);

    private static final Pattern ANNOUNCED =
            Pattern.compile(
                    "(?i).*(?:\\b(?:says?|saying|reads?|reading)|[:：])\\s*", Pattern.DOTALL);

    /// What may stand before an apostrophe that ends a word: `boys'`, `rockin'`.
    private static final Pattern SHORTENED =
            Pattern.compile("(?i).*(?:\\p{L}s|\\p{L}in)", Pattern.DOTALL);

    private static final int REACH = 24;

    private SingleMarks() {}

    static @Nullable Quotation at(String prompt, int open) {
        if (ALL.indexOf(prompt.charAt(open)) < 0) {
            return null;
        }
        if (isDoubled(prompt, open)) {
            int close = prompt.indexOf(prompt.substring(open, open + 2), open + 2);
            return close < 0 ? null : Quotation.between(prompt, open, close, 2);
        }
        if (!opens(prompt, open)) {
            return null;
        }
        int close = closing(prompt, open);
        if (close > 0 && close + 1 < prompt.length() && isSame(prompt, close, close + 1)) {
            close++; // the last word was shortened: 'Believin''
        }
        return close < 0 ? null : Quotation.between(prompt, open, close);
    }

    private static boolean isSame(String prompt, int at, int other) {
        return prompt.charAt(at) == prompt.charAt(other);
    }

    private static boolean isDoubled(String prompt, int at) {
        char mark = prompt.charAt(at);
        return (mark == '\'' || mark == '`')
                && at + 1 < prompt.length()
                && prompt.charAt(at + 1) == mark
                && !(at + 2 < prompt.length() && prompt.charAt(at + 2) == mark);
    }

    private static boolean opens(String prompt, int at) {
        if (at + 1 >= prompt.length()
                || Character.isWhitespace(prompt.charAt(at + 1))
                || isWestern(prompt, at - 1)) {
            return false;
        }
        boolean elision =
                ELISION.matcher(prompt.substring(at, Math.min(prompt.length(), at + REACH)))
                        .matches();
        return !elision
                || ANNOUNCED.matcher(prompt.substring(Math.max(0, at - REACH), at)).matches();
    }

    private static int closing(String prompt, int open) {
        int depth = 0;
        for (int i = open + 1; i < prompt.length(); i++) {
            char c = prompt.charAt(i);
            if (prompt.startsWith("\n\n", i)) {
                return -1;
            }
            if (ALL.indexOf(c) < 0 || isApostrophe(prompt, open, i)) {
                continue;
            }
            if (c == '‘' && i > open + 1 && !isWestern(prompt, i - 1) && isWord(prompt, i + 1)) {
                depth++;
            } else if (!Character.isWhitespace(prompt.charAt(i - 1)) && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isApostrophe(String prompt, int open, int at) {
        if (isWestern(prompt, at - 1) && isWestern(prompt, at + 1)) {
            return true;
        }
        if (at > open + 2 && prompt.regionMatches(true, at - 2, prompt.charAt(at) + "n", 0, 2)) {
            return true;
        }
        boolean goesOn =
                at + 2 < prompt.length()
                        && prompt.charAt(at + 1) == ' '
                        && Character.isUpperCase(prompt.charAt(at + 2));
        return goesOn
                && SHORTENED.matcher(prompt.substring(Math.max(open, at - REACH), at)).matches()
                && closesLater(prompt, at);
    }

    /// Whether the next mark of this kind closes a quotation rather than opens one.
    private static boolean closesLater(String prompt, int at) {
        for (int i = at + 1; i < prompt.length() && prompt.charAt(i) != '\n'; i++) {
            if (ALL.indexOf(prompt.charAt(i)) >= 0
                    && !(isWestern(prompt, i - 1) && isWestern(prompt, i + 1))) {
                return !Character.isWhitespace(prompt.charAt(i - 1)) && !isWestern(prompt, i + 1);
            }
        }
        return false;
    }

    private static boolean isWord(String prompt, int at) {
        return at < prompt.length() && Character.isLetterOrDigit(prompt.charAt(at));
    }

    private static boolean isWestern(String prompt, int at) {
        return at >= 0 && isWord(prompt, at) && !EastAsian.is(prompt.charAt(at));
    }
}
