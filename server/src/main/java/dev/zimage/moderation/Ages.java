package dev.zimage.moderation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds ages below 18 in a folded text: *12 year old*, *aged nine*, 十二岁.
final class Ages {

    private static final int ADULT = 18;

    private static final List<String> NUMBERS =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen");

    private static final String NUMBER = "(\\d{1,3}|" + String.join("|", NUMBERS) + ")";

    /// The end of a number such as 1,000 is not an age.
    private static final String NOT_OF_THOUSANDS = "(?!(?<=\\d[,.' ])0\\d\\d)";

    private static final Pattern ENGLISH =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])"
                            + NOT_OF_THOUSANDS
                            + "(?:"
                            + NUMBER
                            + "[\\s-]{0,2}(?:years?|yrs?)[\\s-]{0,2}(?:olds?|of[\\s-]age)"
                            + "|"
                            + NUMBER
                            + "[\\s-]?(?:yo|y/o|y\\.o)"
                            + "|(?:aged?|age of)[\\s:]{1,2}"
                            + NUMBER
                            + ")(?![\\p{L}\\p{N}])");

    private static final String NUMERAL = "零〇一二两三四五六七八九十百千万几数";

    /// Also *about* and *over* a number, which follow it: 十多岁.
    private static final Pattern CHINESE =
            Pattern.compile(
                    "(?:(?<!\\d)"
                            + NOT_OF_THOUSANDS
                            + "(\\d{1,3})|(?<!["
                            + NUMERAL
                            + "])(["
                            + NUMERAL
                            + "]{1,9}))[多来余]?\\s?周?岁");

    private static final String DIGITS = "零一二三四五六七八九";

    private Ages() {}

    static boolean areBelowAdult(String text) {
        Matcher english = ENGLISH.matcher(text);
        while (english.find()) {
            for (int group = 1; group <= english.groupCount(); group++) {
                if (english.group(group) != null && number(english.group(group)) < ADULT) {
                    return true;
                }
            }
        }
        Matcher chinese = CHINESE.matcher(text);
        while (chinese.find()) {
            String figures = chinese.group(1);
            int age = figures == null ? chineseNumber(chinese.group(2)) : Integer.parseInt(figures);
            if (age < ADULT) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text) {
        int word = NUMBERS.indexOf(text);
        return word >= 0 ? word : Integer.parseInt(text);
    }

    /// The smallest value that a numeral can mean: 十几 starts at eleven, 几十 is any number of tens.
    private static int chineseNumber(String text) {
        if ("几数".indexOf(text.charAt(0)) >= 0
                || text.chars().anyMatch(c -> "百千万".indexOf(c) >= 0)) {
            return ADULT;
        }
        int ten = text.indexOf('十');
        if (ten < 0) {
            return withoutTen(text);
        }
        int tens = ten == 0 ? 1 : digit(text.charAt(ten - 1));
        int ones = ten == text.length() - 1 ? 0 : digit(text.charAt(ten + 1));
        return 10 * tens + ones;
    }

    /// 七八 is seven or eight, 二八 is 28.
    private static int withoutTen(String text) {
        int first = digit(text.charAt(0));
        int last = digit(text.charAt(text.length() - 1));
        return switch (text.length()) {
            case 1 -> first;
            case 2 -> last == first + 1 ? first : 10 * first + last;
            default -> ADULT;
        };
    }

    private static int digit(char c) {
        return c == '两' ? 2 : Math.max(0, DIGITS.indexOf(c));
    }
}
