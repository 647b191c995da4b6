package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds what a prompt puts between quotation marks of any kind.
final class QuotedTexts {

    private static final Map<Integer, Integer> PAIRS =
            Map.ofEntries(
                    Map.entry((int) '"', (int) '"'),
                    Map.entry((int) '“', (int) '”'),
                    Map.entry((int) '”', (int) '”'),
                    Map.entry((int) '„', (int) '“'),
                    Map.entry((int) '«', (int) '»'),
                    Map.entry((int) '＂', (int) '＂'),
                    Map.entry((int) '「', (int) '」'),
                    Map.entry((int) '『', (int) '』'),
                    Map.entry((int) '《', (int) '》'),
                    Map.entry((int) '【', (int) '】'),
                    Map.entry((int) '`', (int) '`'),
                    Map.entry((int) '\'', (int) '\''),
                    Map.entry((int) '‘', (int) '’'));

    private static final Pattern NOT_FOR_SETTING =
            Pattern.compile("(?i)(in the style of|style of|inspired by|\\blike)\\s*$|风格如\\s*$");

    private QuotedTexts() {}

    static List<WantedText> find(String prompt) {
        List<WantedText> found = new ArrayList<>();
        for (int i = 0; i < prompt.length(); i++) {
            Integer closing = PAIRS.get((int) prompt.charAt(i));
            if (closing == null || !opens(prompt, i)) {
                continue;
            }
            int end = closing(prompt, i, (char) (int) closing);
            if (end < 0) {
                continue;
            }
            String words = prompt.substring(i + 1, end).strip();
            if (words.isEmpty() || NOT_FOR_SETTING.matcher(prompt.substring(0, i)).find()) {
                i = end;
                continue;
            }
            found.add(
                    new WantedText(
                            words, i, Math.min(end + 1, prompt.length()), WantedText.Kind.QUOTED));
            i = end;
        }
        return found;
    }

    /// An apostrophe opens nothing when a letter stands before it.
    private static boolean opens(String prompt, int at) {
        char mark = prompt.charAt(at);
        if (mark != '\'' && mark != '‘') {
            return mark != '”' || prompt.indexOf('”', at + 1) > 0;
        }
        boolean afterLetter = at > 0 && isLatinLetter(prompt.charAt(at - 1));
        return !afterLetter
                && at + 1 < prompt.length()
                && !Character.isWhitespace(prompt.charAt(at + 1));
    }

    /// Where the quotation ends, or the end of the line when it is never closed; -1 for no
    /// quotation.
    private static int closing(String prompt, int open, char mark) {
        boolean apostrophe = mark == '\'' || mark == '’';
        int depth = 0;
        for (int i = open + 1; i < prompt.length(); i++) {
            char c = prompt.charAt(i);
            if (c == mark && !(apostrophe && insideWord(prompt, i))) {
                if (depth == 0) {
                    return i;
                }
                depth--;
            } else if (c == prompt.charAt(open) && c != mark && c != '„') {
                depth++;
            }
        }
        if (prompt.charAt(open) != '"' && prompt.charAt(open) != '“') {
            return -1;
        }
        int line = prompt.indexOf('\n', open);
        return line < 0 ? prompt.length() : line;
    }

    private static boolean insideWord(String prompt, int at) {
        return at > 0
                && at + 1 < prompt.length()
                && isLatinLetter(prompt.charAt(at - 1))
                && isLatinLetter(prompt.charAt(at + 1));
    }

    private static boolean isLatinLetter(char c) {
        return Character.isLetterOrDigit(c) && !EastAsian.is(c);
    }
}
