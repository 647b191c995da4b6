package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds who said a quotation: `"Be yourself" — Oscar Wilde`.
final class Authors {

    private static final String NAME_WORD = "(?:(?:\\p{Lu}\\.)+|\\p{Lu}[\\p{L}'’-]*+)";

    private static final String NAME =
            NAME_WORD
                    + "(?:\\s+(?:(?:van|von|der|den|de|la|da|di|al|of|the)\\s+){0,3}"
                    + NAME_WORD
                    + "){0,4}";

    private static final Pattern DASHED =
            Pattern.compile(
                    "^\\s*[,，]?\\s*(?:[—–―]+|--|-(?=\\s)|~)\\s*("
                            + NAME
                            + "|[\\p{IsHan}·]{2,10})"
                            + "(?=\\s*(?:[,.;，。；\\n]|$)|\\s+(?:in|on|with|at|over|against|below|above|and|as)\\b)");

    private static final Pattern BY =
            Pattern.compile("^\\s*,?\\s*by\\s+(" + NAME_WORD + "\\s+" + NAME + ")");

    private static final Pattern BOOK =
            Pattern.compile("(?i)\\b(?:book|novel|album|play|film|movie|quote|quotation|poem)\\b");

    private Authors() {}

    static List<WantedText> find(String prompt, List<WantedText> quoted) {
        List<WantedText> found = new ArrayList<>();
        boolean book = BOOK.matcher(prompt).find();
        for (WantedText text : quoted) {
            String after = prompt.substring(text.end());
            Matcher dashed = DASHED.matcher(after);
            Matcher by = BY.matcher(after);
            if (isSaying(text.text()) && dashed.find()) {
                found.add(author(dashed, text.end()));
            } else if (book && by.find()) {
                found.add(author(by, text.end()));
            }
        }
        found.removeIf(author -> quoted.stream().anyMatch(author::overlaps));
        return found;
    }

    private static boolean isSaying(String text) {
        return text.split("\\s+", -1).length > 2 || (EastAsian.isIn(text) && text.length() > 3);
    }

    private static WantedText author(Matcher match, int at) {
        String name = match.group(1).strip();
        return new WantedText(
                name,
                at + match.start(),
                at + match.start(1) + name.length(),
                WantedText.Kind.ANNOUNCED,
                WantedText.Role.AUTHOR);
    }
}
