package dev.zimage.moderation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds ages below 18 in a folded text: *12 year old*, *aged nine*, 十二岁.
final class Ages {

    private static final int ADULT = 18;

    private static final List<String> NUMBERS =
            List.of(
                    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
                    "seventeen");

    private static final String NUMBER = "(\\d{1,3}|" + String.join("|", NUMBERS) + ")";

    private static final Pattern ENGLISH =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:"
                            + NUMBER
                            + "[\\s-]{0,2}(?:years?|yrs?|yr)[\\s-]{0,2}olds?"
                            + "|"
                            + NUMBER
                            + "[\\s-]?(?:yo|y/o|y\\.o)"
                            + "|(?:aged?|age of)\\s"
                            + NUMBER
                            + ")(?![\\p{L}\\p{N}])");

    private static final Pattern CHINESE = Pattern.compile("(\\d{1,3}|[一二两三四五六七八九十百]{1,4})\\s?岁");
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
            if (chineseNumber(chinese.group(1)) < ADULT) {
                return true;
            }
        }
        return false;
    }

    private static int number(String text) {
        int word = NUMBERS.indexOf(text);
        return word >= 0 ? word : Integer.parseInt(text);
    }

    private static int chineseNumber(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        if (text.contains("百")) {
            return ADULT;
        }
        int ten = text.indexOf('十');
        if (ten < 0) {
            return text.length() == 1 ? digit(text.charAt(0)) : ADULT;
        }
        int tens = ten == 0 ? 1 : digit(text.charAt(ten - 1));
        int ones = ten == text.length() - 1 ? 0 : digit(text.charAt(ten + 1));
        return 10 * tens + ones;
    }

    private static int digit(char c) {
        return c == '两' ? 2 : Math.max(0, DIGITS.indexOf(c));
    }
}
