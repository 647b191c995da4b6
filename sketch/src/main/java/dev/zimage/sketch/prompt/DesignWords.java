package dev.zimage.sketch.prompt;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The words by which prompts speak of type, manner and tone, in English and Chinese.
final class DesignWords {

    private static final Map<Style, Pattern> STYLES = new EnumMap<>(Style.class);
    private static final Map<Tone, Pattern> TONES = new EnumMap<>(Tone.class);

    static {
        style(
                Style.BOLD,
                "bold|heavy|chunky|thick|impactful|big letters|massive",
                "粗体|加粗|粗黑|黑体|大字|醒目");
        style(Style.SANS, "sans[- ]?serif|sans|grotesk|helvetica|swiss", "无衬线|黑体");
        style(
                Style.SERIF,
                "(?<!sans[- ])(?<!sans)serif|didone|bodoni|garamond|times|roman type|editorial",
                "(?<!无)衬线|宋体|明体|宋朝|仿宋");
        style(
                Style.SCRIPT,
                "script|cursive|calligraphic|calligraphy|flowing letter\\w*|copperplate",
                "花体|连笔|草书|行书");
        style(
                Style.HANDWRITTEN,
                "hand[- ]?written|handwriting|hand[- ]?lettered|hand[- ]?lettering|hand[-"
                        + " ]?drawn|chalk|chalkboard|crayon|marker",
                "手写|手绘|粉笔|楷体|手书");
        style(
                Style.BRUSH,
                "brush(ed)? (letter\\w*|script|type|font|strokes?)|brush ?stroke|ink"
                        + " wash|sumi-e|chinese calligraphy|brush",
                "毛笔|书法|水墨|国风|中国风");
        style(
                Style.MONO,
                "mono ?spaced?|typewriter|terminal|coding font|code font|mono font|mono type",
                "等宽|打字机|代码|终端");
        style(Style.NEON, "neon|glowing|cyberpunk|synthwave|vaporwave", "霓虹|荧光|赛博朋克|发光");
        style(
                Style.VINTAGE,
                "vintage|retro|antique|old[- ]?fashioned|art"
                        + " deco|mid-?century|nostalgic|(?:19)?[2-7]0s|victorian",
                "复古|怀旧|老式|民国|做旧|古典");
        style(
                Style.MINIMAL,
                "minimal|minimalist|minimalistic|minimalism|simple|clean|understated",
                "极简|简约|简洁|简单|留白");
        style(
                Style.ELEGANT,
                "elegant|elegance|luxur\\w+|refined|wedding|classy|sophisticated",
                "优雅|高级|奢华|精致|婚礼|典雅");
        style(
                Style.PLAYFUL,
                "playful|fun|cute|kawaii|cheerful|childlike|kids?|cartoon",
                "可爱|活泼|童趣|卡通|俏皮");
        tone(Tone.WARM, "warm|warmth|autumnal|cozy|cosy|fiery", "暖色|温暖|暖调|暖色调");
        tone(
                Tone.COOL,
                "cool (?:tones?|colou?rs?|palette|hues?)|cool|cold|icy|chilly",
                "冷色|清凉|冷调|清冷");
        tone(
                Tone.PASTEL,
                "pastels?|soft colou?rs?|muted pastel|candy colou?rs?",
                "粉彩|柔和|马卡龙|淡色|浅色系");
        tone(
                Tone.DARK,
                "dark|moody|black background|noir|night|midnight|gloomy",
                "暗色|深色|暗黑|暗调|黑色背景|夜色|夜晚");
        tone(
                Tone.LIGHT,
                "bright|airy|light tones?|light background|white background",
                "明亮|浅色|白色背景|亮色");
        tone(
                Tone.EARTHY,
                "earthy|earth tones?|natural tones?|organic|rustic|terracotta",
                "大地色|自然色|土色|质朴");
        tone(
                Tone.MONOCHROME,
                "monochrome|monochromatic|black and white|black & white|gr[ae]yscale|b&w",
                "黑白|单色|灰度|水墨");
        tone(
                Tone.VIVID,
                "vibrant|vivid|colou?rful|saturated|bold colou?rs?|bright colou?rs?|rainbow|pop"
                        + " art",
                "鲜艳|多彩|缤纷|彩色|鲜明|高饱和");
    }

    private DesignWords() {}

    private static void style(Style style, String english, String chinese) {
        STYLES.put(style, either(english, chinese));
    }

    private static void tone(Tone tone, String english, String chinese) {
        TONES.put(tone, either(english, chinese));
    }

    private static Pattern either(String english, String chinese) {
        return Pattern.compile(
                "(?<![\\p{IsLatin}\\d])(?:%s)(?![\\p{IsLatin}\\d])|%s".formatted(english, chinese),
                Pattern.CASE_INSENSITIVE);
    }

    static Set<Style> styles(String prompt) {
        Set<Style> found = EnumSet.noneOf(Style.class);
        STYLES.forEach((style, words) -> {
            if (words.matcher(prompt).find()) {
                found.add(style);
            }
        });
        return found;
    }

    static Set<Tone> tones(String prompt) {
        Set<Tone> found = EnumSet.noneOf(Tone.class);
        TONES.forEach((tone, words) -> {
            if (words.matcher(prompt).find()) {
                found.add(tone);
            }
        });
        return found;
    }
}
