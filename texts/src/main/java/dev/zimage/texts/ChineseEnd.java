package dev.zimage.texts;

import java.util.regex.Pattern;

/// Where a Chinese text that nobody quoted ends and the talk about it begins.
final class ChineseEnd {

    private static final Pattern FULL_STOP =
            Pattern.compile(
                    "[。；;\\n]|\\s*的(?=[^，。；]{0,3}(?:海报|牌|灯箱|横幅|卡片|封面|标志|贺卡|条幅|灯牌|标牌|传单|广告|宣传|画|书))|(?:这|几|四|两|三|五|六|七|八)*(?:个)?(?:大字|字样)|(?=[,，"
                            + " ]*(?:用|以|采用|使用)[^，。]{0,12}(?:字体|字|体|风格|色))");

    /// Latin talk after a Chinese text: the style of the prompt is in English.
    private static final Pattern LATIN_TALK = Pattern.compile("[ ,，]+(?=[a-z]{2,})");

    private static final Pattern CLAUSE = Pattern.compile("[，,、]");

    private ChineseEnd() {}

    static String cut(String rest) {
        String text = FULL_STOP.split(rest + " ", 2)[0].strip();
        if (EastAsian.isIn(text)) {
            text = LATIN_TALK.split(text, 2)[0].strip();
        }
        String[] clauses = CLAUSE.split(text, -1);
        if (clauses.length < 2) {
            return clauses.length == 0 ? "" : clauses[0].strip();
        }
        // A couplet has clauses of one length; anything else after a comma is about the picture.
        int end = clauses[0].length();
        for (int i = 1; i < clauses.length && isCouplet(clauses[0], clauses[i]); i++) {
            end += 1 + clauses[i].length();
        }
        return text.substring(0, Math.min(end, text.length())).strip();
    }

    private static boolean isCouplet(String first, String next) {
        return first.strip().length() == next.strip().length()
                && first.strip().length() >= 3
                && EastAsian.isIn(first)
                && !next.matches(
                        ".*(色|调|风格|背景|字体|粗体|手写|海报|构图|画面|插画|复古|极简|霓虹|书法|毛笔|宋体|衬线|等宽|旁边|上面|下面|有一).*");
    }
}
